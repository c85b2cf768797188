#include "engine/worker.hpp"

namespace atl::engine {
namespace {

/// Drops between two looks at the clock and at workers that are short of work.
constexpr unsigned drops_per_pause = 64;
/// Looks for work before a worker sleeps; some 10 us, as long as waking it would take.
constexpr unsigned looks_before_sleep = 100;

void relax() noexcept
{
#if defined(__x86_64__)
    for (int i = 0; i < 4; ++i) {
        __builtin_ia32_pause();
    }
#endif
}

}  // namespace

void Worker::work() noexcept
{
    while (!shared_.gate.is_shut()) {
        auto drop = next();
        if (drop == no_drop) {
            drop = wait();
            if (drop == no_drop) {
                return;
            }
        }
        run(drop);
    }
}

Activity Worker::work_some(std::size_t limit) noexcept
{
    for (std::size_t done = 0; done < limit; ++done) {
        auto drop = shared_.gate.is_shut() ? no_drop : next();
        if (drop == no_drop) {
            runner_.flush();
            runner_.forget_time();
            drop = shared_.gate.is_shut() ? no_drop : next();
        }
        if (drop == no_drop) {
            shared_.host.worker_idle(id_);
            return is_over() ? Activity::ended : Activity::idle;
        }
        run(drop);
    }
    runner_.flush();
    ready_.publish();
    return Activity::busy;
}

void Worker::run(std::uint32_t drop) noexcept
{
    if (--until_pause_ == 0) {
        until_pause_ = drops_per_pause;
        runner_.flush();
        runner_.refresh_time();
        ready_.share();
    }
    bool const holds_cpus = shared_.cpus_limited && takes_cpus(drop);
    runner_.run(drop);
    if (holds_cpus) {
        shared_.admission.release(shared_.rules_of(drop).num_cpus);
        shared_.parking.wake_one();
    }
}

std::uint32_t Worker::next() noexcept
{
    return shared_.cpus_limited ? next_that_fits() : ready_.pop();
}

std::uint32_t Worker::next_that_fits() noexcept
{
    if (auto const app = shared_.admission.next()) {
        return *app;
    }
    if (auto const level = shared_.deferred.best()) {
        auto const chain = shared_.deferred.take(shared_.cells, *level, 1);
        if (!chain.empty() && fits(chain.first)) {
            return chain.first;
        }
    }
    for (auto drop = ready_.pop(); drop != no_drop; drop = ready_.pop()) {
        if (!takes_cpus(drop) || fits(drop)) {
            return drop;
        }
    }
    return no_drop;
}

bool Worker::fits(std::uint32_t drop) noexcept
{
    auto const cpus = shared_.rules_of(drop).num_cpus;
    auto const answer = shared_.admission.ask({.app = drop, .cpus = cpus});
    if (answer == Admission::Answer::refused) {
        shared_.deferred.push(
            shared_.cells, shared_.cells[drop].level, {.first = drop, .last = drop});
    }
    return answer == Admission::Answer::admitted;
}

bool Worker::takes_cpus(std::uint32_t drop) const noexcept
{
    return shared_.is_for_host(drop);
}

std::uint32_t Worker::wait() noexcept
{
    runner_.flush();
    runner_.forget_time();
    auto ticket = shared_.parking.prepare();
    while (true) {
        auto const drop = look_for_a_while();
        if (drop != no_drop || is_over()) {
            shared_.parking.leave();
            if (drop == no_drop) {
                shared_.parking.wake_all();
            } else {
                // Where one drop became visible there may be more: one sleeper wakes the next.
                shared_.parking.wake_one();
            }
            return drop;
        }
        shared_.host.worker_idle(id_);
        shared_.parking.sleep(ticket);
        ticket = shared_.parking.renew();
    }
}

std::uint32_t Worker::look_for_a_while() noexcept
{
    for (unsigned look = 0; look < looks_before_sleep && !shared_.gate.is_shut(); ++look) {
        auto const drop = next();
        if (drop != no_drop) {
            return drop;
        }
        relax();
    }
    return no_drop;
}

bool Worker::is_over() const noexcept
{
    return shared_.gate.is_shut() || shared_.all_settled();
}

}  // namespace atl::engine

#include "engine/runner.hpp"

#include <limits>

#include "engine/arrival.hpp"

namespace atl::engine {

void Runner::run(std::uint32_t drop) noexcept
{
    auto& cell = shared_.cells[drop];
    if (cell.has(DropCell::is_app)) {
        run_app(drop, cell);
    } else {
        complete_data(drop, cell);
    }
}

void Runner::flush() noexcept
{
    if (held_events_ == 0) {
        return;
    }
    auto const app = held_app_;
    auto& cell = shared_.cells[app];
    bool const mine = arrive(cell, held_events_);
    held_events_ = 0;
    held_app_ = no_drop;
    if (mine) {
        own(app, cell);
    }
}

void Runner::refresh_time() noexcept
{
    now_ns_ = shared_.now_ns();
    now_ = pack({.start_ns = now_ns_, .duration_ns = 0});
    now_is_fresh_ = false;
}

void Runner::step_out() noexcept
{
    flush();
    ready_.publish();
}

void Runner::run_app(std::uint32_t app, DropCell& cell) noexcept
{
    if (cell.doom() != 0) {
        settle_doomed(app, cell);
        return;
    }
    if (!cell.has(DropCell::calls_host)) {
        close(app, cell, DropState::finished);
        tell(app, cell, DropEvent::completed);
        counters_.count(DropKind::app, DropState::finished);
        return;
    }
    step_out();
    auto const start_ns = now_is_fresh_ ? now_ns_ : shared_.now_ns();
    cell.slot.store(pack({.start_ns = start_ns, .duration_ns = 0}), std::memory_order_relaxed);
    cell.set(DropState::running);
    if (shared_.log != nullptr) {
        shared_.log->begun(worker_.value, app);
    }
    auto const& rules = shared_.rules_of(app);
    counters_.count_start(rules.cost_us);
    auto const outcome = try_app(app, cell);
    counters_.count_stop();
    refresh_time();
    counters_.count_time(rules.cost_us, cpu_time_us(now_ns_ - start_ns, rules.num_cpus));
    cell.slot.store(pack({.start_ns = start_ns, .duration_ns = now_ns_ - start_ns}),
                    std::memory_order_relaxed);
    now_is_fresh_ = true;
    conclude_app(app, cell, outcome);
}

AppOutcome Runner::try_app(std::uint32_t app, DropCell& cell) noexcept
{
    unsigned const n_tries = shared_.rules_of(app).n_tries;
    AppOutcome outcome;
    // Tries elsewhere, and in earlier epochs, count too.
    unsigned const first = cell.tries.load(std::memory_order_relaxed) + 1U;
    for (unsigned attempt = first; attempt == first || attempt <= n_tries; ++attempt) {
        if (attempt <= std::numeric_limits<std::uint8_t>::max()) {
            cell.tries.store(static_cast<std::uint8_t>(attempt), std::memory_order_relaxed);
        }
        outcome = shared_.host.run_app(DropIndex{app}, attempt, worker_);
        if (outcome.status != AppOutcome::Status::failed || shared_.gate.is_shut()) {
            break;
        }
    }
    return outcome;
}

void Runner::conclude(std::uint32_t app, AppOutcome outcome) noexcept
{
    refresh_time();
    conclude_app(app, shared_.cells[app], outcome);
    step_out();
}

void Runner::conclude_app(std::uint32_t app, DropCell& cell, AppOutcome outcome) noexcept
{
    if (outcome.status == AppOutcome::Status::finished) {
        cell.set(DropState::finished);
        log_end(app);
        if (outcome.skipped_outputs != 0) {
            tell_branches(app, outcome.skipped_outputs);
        } else {
            tell(app, cell, DropEvent::completed);
        }
        counters_.count(DropKind::app, DropState::finished);
        return;
    }
    bool const cancelled = shared_.gate.is_shut() && shared_.gate.rest() == DropState::cancelled;
    auto const state = cancelled ? DropState::cancelled : DropState::error;
    cell.set(state);
    log_end(app);
    if (!cancelled) {
        tell(app, cell, DropEvent::failed);
    }
    counters_.count(DropKind::app, state);
}

void Runner::complete_data(std::uint32_t data, DropCell& cell) noexcept
{
    if (cell.doom() != 0) {
        settle_doomed(data, cell);
        return;
    }
    if (cell.has(DropCell::calls_host)) {
        step_out();
        now_is_fresh_ = false;
        if (shared_.host.publish(DropIndex{data}, worker_) == DataOutcome::error) {
            close(data, cell, DropState::error);
            tell(data, cell, DropEvent::failed);
            counters_.count(DropKind::data, DropState::error);
            return;
        }
    }
    // The host may have marked data that nobody reads as deleted when it published it.
    bool const gone = is_final(cell.current());
    close(data, cell, gone ? cell.current() : DropState::completed);
    tell(data, cell, DropEvent::completed);
    if (cell.has(DropCell::ends_session)) {
        shared_.host.session_end_reached(DropIndex{data}, worker_);
    }
    counters_.count(DropKind::data, DropState::completed);
}

void Runner::settle_doomed(std::uint32_t drop, DropCell& cell) noexcept
{
    bool const skip = cell.doom() == DropCell::doomed_to_skip;
    auto const state = skip ? DropState::skipped : DropState::error;
    close(drop, cell, state);
    shared_.host.settled(DropIndex{drop}, state, worker_);
    tell(drop, cell, skip ? DropEvent::skipped : DropEvent::failed);
    counters_.count(cell.kind(), state);
}

void Runner::close(std::uint32_t drop, DropCell& cell, DropState state) noexcept
{
    cell.set(state);
    cell.slot.store(now_, std::memory_order_relaxed);
    log_end(drop);
}

void Runner::log_end(std::uint32_t drop) noexcept
{
    if (shared_.log != nullptr) {
        shared_.log->ended(worker_.value, drop);
    }
}

void Runner::tell(std::uint32_t drop, DropCell const& cell, DropEvent event) noexcept
{
    if (cell.has(DropCell::has_remotes)) {
        notify(drop, event, shared_.topology.remotes_of(DropIndex{drop}));
    }
    if (event == DropEvent::completed && cell.has(DropCell::is_app)) {
        tell_outputs(drop);
    } else if (event == DropEvent::completed) {
        tell_consumers(drop);
    } else {
        for (auto const successor : shared_.topology.successors_of(DropIndex{drop})) {
            deliver(successor, event);
        }
    }
}

void Runner::notify(std::uint32_t drop,
                    DropEvent event,
                    std::span<RemoteTarget const> targets) noexcept
{
    now_is_fresh_ = false;
    shared_.host.notify(DropIndex{drop}, event, targets, worker_);
}

void Runner::tell_branches(std::uint32_t app, std::uint64_t skipped) noexcept
{
    auto const event_of = [skipped](std::size_t place) {
        return place < 64 && (skipped >> place & 1) != 0 ? DropEvent::skipped
                                                         : DropEvent::completed;
    };
    auto const outputs = shared_.topology.successors_of(DropIndex{app});
    auto const remotes = shared_.topology.remotes_of(DropIndex{app});
    for (std::size_t i = 0; i < remotes.size(); ++i) {
        notify(app, event_of(outputs.size() + i), remotes.subspan(i, 1));
    }
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        deliver(outputs[i], event_of(i));
    }
}

void Runner::tell_outputs(std::uint32_t app) noexcept
{
    for (auto const data : shared_.topology.successors_of(DropIndex{app})) {
        auto& cell = shared_.cells[data];
        if (cell.has(DropCell::plain_data)) {
            close(data, cell, DropState::completed);
            tell_consumers(data);
            counters_.count(DropKind::data, DropState::completed);
        } else {
            deliver(data, DropEvent::completed);
        }
    }
}

void Runner::tell_consumers(std::uint32_t data) noexcept
{
    for (auto const app : shared_.topology.successors_of(DropIndex{data})) {
        auto& cell = shared_.cells[app];
        if (cell.has(DropCell::many_inputs)) {
            combine(app);
        } else if (cell.has(DropCell::surplus)) {
            deliver_slowly(app, cell, DropEvent::completed);
        } else if (arrive(cell)) {
            own(app, cell);
        }
    }
}

void Runner::deliver(std::uint32_t drop, DropEvent event) noexcept
{
    auto& cell = shared_.cells[drop];
    if (event != DropEvent::completed || cell.has(DropCell::surplus)) {
        deliver_slowly(drop, cell, event);
    } else if (arrive(cell)) {
        own(drop, cell);
    }
}

void Runner::deliver_slowly(std::uint32_t drop, DropCell& cell, DropEvent event) noexcept
{
    if (arrive_slowly(cell, event, shared_.topology.expected[drop])) {
        own(drop, cell);
    }
}

void Runner::combine(std::uint32_t app) noexcept
{
    if (held_app_ != app) {
        flush();
        held_app_ = app;
    }
    ++held_events_;
}

void Runner::own(std::uint32_t drop, DropCell& cell) noexcept
{
    // Relaxed: the counter was acquired when the last event was taken.
    if ((cell.pending.load(std::memory_order_relaxed) & DropCell::tainted) != 0) {
        weigh(cell, shared_.topology.expected[drop], shared_.rules_of(drop));
    }
    if (cell.has(DropCell::is_app)) {
        ready_.push(drop);
        if (cell.has(DropCell::calls_host) && cell.doom() == 0) {
            counters_.count_ready(shared_.rules_of(drop).cost_us);
        }
    } else {
        complete_data(drop, cell);
    }
}

}  // namespace atl::engine

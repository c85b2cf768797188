#pragma once

#include <array>
#include <atomic>
#include <cstdint>

#include "atoll/core/drop_state.hpp"
#include "atoll/engine/counters.hpp"

namespace atl::engine {

/// CPU time of an app that held \p cpus CPUs for \p duration_ns; microseconds.
[[nodiscard]] constexpr std::uint64_t cpu_time_us(std::int64_t duration_ns, unsigned cpus) noexcept
{
    return duration_ns <= 0 ? 0 : static_cast<std::uint64_t>(duration_ns / 1000) * cpus;
}

/// What one worker has done. Written by that worker only, read by any thread: a line of its own.
class alignas(64) WorkerCounters {
  public:
    /// One more drop of \p kind has come to rest in \p state.
    void count(DropKind kind, DropState state) noexcept { bump(settled_[place(kind, state)]); }

    /// An app that the host runs, of \p cost_us expected microseconds, is ready.
    void count_ready(std::uint64_t cost_us) noexcept
    {
        bump(readied_);
        add(readied_us_, cost_us);
    }
    void count_start(std::uint64_t cost_us) noexcept
    {
        bump(started_);
        add(started_us_, cost_us);
    }
    void count_stop() noexcept { bump(stopped_); }
    /// The same outside the workers.
    void count_lent(std::uint64_t cost_us) noexcept
    {
        bump(lent_);
        add(started_us_, cost_us);
    }
    void count_back() noexcept { bump(back_); }
    /// A try, expected to take \p cost_us microseconds of CPU time, took \p busy_us.
    void count_time(std::uint64_t cost_us, std::uint64_t busy_us) noexcept
    {
        add(ended_us_, cost_us);
        add(busy_us_, busy_us);
    }

    /// Adds this worker's share to \p sum.
    void add_to(Counters& sum) const noexcept
    {
        sum.data_completed += read(settled_[0]);
        sum.data_error += read(settled_[1]);
        sum.data_skipped += read(settled_[2]);
        sum.data_cancelled += read(settled_[3]);
        sum.apps_finished += read(settled_[4]);
        sum.apps_error += read(settled_[5]);
        sum.apps_skipped += read(settled_[6]);
        sum.apps_cancelled += read(settled_[7]);
        auto const stopped = read(stopped_);
        auto const started = read(started_);
        auto const back = read(back_);
        auto const lent = read(lent_);
        sum.apps_running += started - stopped;
        sum.apps_lent += lent - back;
        // Modulo 2^64: what one worker made ready another may have started.
        sum.apps_waiting += read(readied_) - started - lent;
        sum.waiting_us += read(readied_us_) - read(started_us_);
        sum.ended_us += read(ended_us_);
        sum.busy_us += read(busy_us_);
    }

  private:
    using Count = std::atomic<std::uint64_t>;

    static constexpr unsigned place(DropKind kind, DropState state) noexcept
    {
        unsigned const first = kind == DropKind::data ? 0 : 4;
        switch (state) {
            case DropState::error:
                return first + 1;
            case DropState::skipped:
                return first + 2;
            case DropState::cancelled:
                return first + 3;
            case DropState::initialized:
            case DropState::writing:
            case DropState::completed:
            case DropState::expired:
            case DropState::deleted:
            case DropState::not_run:
            case DropState::running:
            case DropState::finished:
                break;
        }
        return first;
    }

    static void bump(Count& count) noexcept
    {
        // One writer, so no read-modify-write. Release: who sees the count sees the drop's state.
        count.store(count.load(std::memory_order_relaxed) + 1, std::memory_order_release);
    }

    static void add(Count& count, std::uint64_t amount) noexcept
    {
        count.store(count.load(std::memory_order_relaxed) + amount, std::memory_order_release);
    }

    static std::uint64_t read(Count const& count) noexcept
    {
        return count.load(std::memory_order_acquire);
    }

    std::array<Count, 8> settled_{};  ///< Data, then apps: done, error, skipped, cancelled.
    Count started_{0};                ///< Calls of DropHost::run_app, retries not counted.
    Count stopped_{0};                ///< Of these, how many have ended.
    Count readied_{0};                ///< Apps for the host that became ready, returned ones too.
    Count readied_us_{0};             ///< Their expected CPU time.
    Count started_us_{0};             ///< The same of those that were started or lent.
    Count lent_{0};                   ///< Apps that were taken to run outside.
    Count back_{0};                   ///< Of these, how many came back.
    Count ended_us_{0};               ///< Expected CPU time of tries that have ended.
    Count busy_us_{0};                ///< What they took.
};

}  // namespace atl::engine

#pragma once

#include <array>
#include <atomic>
#include <cstdint>

#include "atoll/core/drop_state.hpp"
#include "atoll/engine/counters.hpp"

namespace atl::engine {

/// What one worker has done. Written by that worker only, read by any thread: a line of its own.
class alignas(64) WorkerCounters {
  public:
    /// One more drop of \p kind has come to rest in \p state.
    void count(DropKind kind, DropState state) noexcept { bump(settled_[place(kind, state)]); }

    void count_start() noexcept { bump(started_); }
    void count_stop() noexcept { bump(stopped_); }

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
        sum.apps_running += read(started_) - stopped;
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

    static std::uint64_t read(Count const& count) noexcept
    {
        return count.load(std::memory_order_acquire);
    }

    std::array<Count, 8> settled_{};  ///< Data, then apps: done, error, skipped, cancelled.
    Count started_{0};                ///< Calls of DropHost::run_app, retries not counted.
    Count stopped_{0};                ///< Of these, how many have ended.
};

}  // namespace atl::engine

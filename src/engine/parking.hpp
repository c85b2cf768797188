#pragma once

#include <atomic>
#include <cstdint>

namespace atl::engine {

/// Where workers sleep that have nothing to do, made so that no wake-up is lost.
///
/// A worker announces itself (prepare), looks for work once more, and only then sleeps. Who makes
/// work visible looks for announced workers afterwards. Both steps are seq_cst on both sides, so
/// that at least one of the two sees the other.
class Parking {
  public:
    /// Announce that the calling worker is about to sleep; returns its ticket.
    [[nodiscard]] std::uint32_t prepare() noexcept
    {
        waiting_.fetch_add(1, std::memory_order_seq_cst);
        return epoch_.load(std::memory_order_seq_cst);
    }

    /// Take the announcement back: the worker has something to do.
    void leave() noexcept { waiting_.fetch_sub(1, std::memory_order_seq_cst); }

    /// Sleep until somebody was woken since \p ticket was given.
    void sleep(std::uint32_t ticket) noexcept { epoch_.wait(ticket, std::memory_order_acquire); }

    /// Current ticket of a worker that stays announced.
    [[nodiscard]] std::uint32_t renew() const noexcept
    {
        return epoch_.load(std::memory_order_seq_cst);
    }

    /// Work has become visible: get one worker up if any waits. A load when none does.
    void wake_one() noexcept
    {
        if (anybody_waits()) {
            epoch_.fetch_add(1, std::memory_order_seq_cst);
            epoch_.notify_one();
        }
    }

    /// Get all up: there is nothing to wait for any more.
    void wake_all() noexcept
    {
        epoch_.fetch_add(1, std::memory_order_seq_cst);
        epoch_.notify_all();
    }

    /// True when some worker looks for work or sleeps.
    [[nodiscard]] bool anybody_waits() const noexcept
    {
        return waiting_.load(std::memory_order_seq_cst) != 0;
    }

  private:
    // Read by all after publishing work, written only when a worker runs dry: a line of their own.
    alignas(64) std::atomic<std::uint32_t> waiting_{0};
    std::atomic<std::uint32_t> epoch_{0};
};

}  // namespace atl::engine

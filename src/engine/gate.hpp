#pragma once

#include <atomic>
#include <cstdint>

#include "atoll/core/drop_state.hpp"

namespace atl::engine {

/// Counts the threads inside the engine and shuts when it is stopped, so that exactly one thread
/// settles what is left, after the last one has left. One word, so that "stopped" and "empty"
/// cannot be seen in the wrong order; acq_rel, so that who settles sees all that the others did.
class Gate {
  public:
    /// Whether the thread that leaves or stops has to settle the remaining drops.
    enum class Duty : std::uint8_t { none, settle_rest };

    /// Step in; false when the engine was stopped (leave() has to be called all the same).
    [[nodiscard]] bool enter() noexcept
    {
        return (word_.fetch_add(1, std::memory_order_acq_rel) & stopped) == 0;
    }

    [[nodiscard]] Duty leave() noexcept
    {
        auto const before = word_.fetch_sub(1, std::memory_order_acq_rel);
        return (before & inside) == 1 && (before & stopped) != 0 ? claim() : Duty::none;
    }

    /// Shut the gate; \p rest is what the remaining drops will be: cancelled or skipped. Only the
    /// first call counts.
    [[nodiscard]] Duty stop(DropState rest) noexcept
    {
        auto seen = word_.load(std::memory_order_relaxed);
        do {
            if ((seen & stopped) != 0) {
                return Duty::none;
            }
        } while (
            !word_.compare_exchange_weak(seen,
                                         seen | (rest == DropState::cancelled ? cancelled : ended),
                                         std::memory_order_acq_rel,
                                         std::memory_order_relaxed));
        return claim();
    }

    /// True when no more drops may be started. Relaxed: a hint until the thread leaves.
    [[nodiscard]] bool is_shut() const noexcept
    {
        return (word_.load(std::memory_order_relaxed) & stopped) != 0;
    }

    /// What the remaining drops will be, if the gate is shut.
    [[nodiscard]] DropState rest() const noexcept
    {
        return (word_.load(std::memory_order_relaxed) & cancelled) != 0 ? DropState::cancelled
                                                                        : DropState::skipped;
    }

  private:
    static constexpr std::uint32_t cancelled = 0x8000'0000;
    static constexpr std::uint32_t ended = 0x4000'0000;
    static constexpr std::uint32_t stopped = cancelled | ended;
    static constexpr std::uint32_t claimed = 0x2000'0000;
    static constexpr std::uint32_t inside = 0x00ff'ffff;

    Duty claim() noexcept
    {
        auto seen = word_.load(std::memory_order_relaxed);
        do {
            if ((seen & (inside | claimed)) != 0) {
                return Duty::none;
            }
        } while (!word_.compare_exchange_weak(
            seen, seen | claimed, std::memory_order_acq_rel, std::memory_order_relaxed));
        return Duty::settle_rest;
    }

    alignas(64) std::atomic<std::uint32_t> word_{0};
};

}  // namespace atl::engine

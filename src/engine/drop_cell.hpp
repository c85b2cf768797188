#pragma once

#include <atomic>
#include <cstdint>

#include "atoll/core/drop_state.hpp"

namespace atl::engine {

/// No drop: ends a chain of drops.
inline constexpr std::uint32_t no_drop = 0xffff'ffff;

/// The hot 16 bytes of a drop: all that most events read or write.
struct DropCell {
    /// Events still to come, and `tainted`.
    ///
    /// Release on every decrement and acquire by the one who takes the last: so the owner sees all
    /// that its predecessors wrote. Whoever takes the counter from 1 to 0 owns the drop from then
    /// on.
    std::atomic<std::uint32_t> pending{0};
    /// DropState, and what the events have doomed the drop to (`doomed_to_*`). One writer, the
    /// owner; relaxed: readers want a recent value, or are ordered after it by counters or ready
    /// lists.
    std::atomic<std::uint8_t> state{0};
    /// Attempts of an app that the host runs. Relaxed, written by the owner.
    std::atomic<std::uint8_t> tries{0};
    /// `is_app` ... : const once the engine is started.
    std::uint8_t traits{0};
    /// Priority level: const once the engine is built.
    std::uint8_t level{0};
    /// By turns: the tally of failed and skipped inputs (while events are missing), the next drop
    /// of a ready list (while it is in one), the packed Interval (from the moment it runs or is
    /// settled). Relaxed: published by `pending` or by the list's head.
    std::atomic<std::uint64_t> slot{0};

    /// Some event was not `completed`. (`pending`)
    static constexpr std::uint32_t tainted = 0x8000'0000;

    /// Marks, in `pending`, a drop that came with its final state: so many events never arrive.
    static constexpr std::uint32_t restored = 0x4000'0000;

    /// `traits`
    static constexpr std::uint8_t is_app = 1;
    static constexpr std::uint8_t calls_host = 2;   ///< DropHost runs or publishes it.
    static constexpr std::uint8_t has_remotes = 4;  ///< Other ranks must hear of it.
    static constexpr std::uint8_t surplus = 8;      ///< More events may come than are waited for.
    static constexpr std::uint8_t many_inputs =
        16;  ///< Events are worth combining before they count.
    static constexpr std::uint8_t ends_session = 32;
    /// Data of one producer that nobody else needs to know of: completed in passing.
    static constexpr std::uint8_t plain_data = 64;

    /// `state`
    static constexpr std::uint8_t doomed_to_error = 0x40;
    static constexpr std::uint8_t doomed_to_skip = 0x80;
    static constexpr std::uint8_t state_mask = 0x3f;

    [[nodiscard]] bool has(std::uint8_t trait) const noexcept { return (traits & trait) != 0; }

    [[nodiscard]] DropKind kind() const noexcept
    {
        return has(is_app) ? DropKind::app : DropKind::data;
    }

    [[nodiscard]] DropState current() const noexcept
    {
        return static_cast<DropState>(state.load(std::memory_order_relaxed) & state_mask);
    }

    [[nodiscard]] std::uint8_t doom() const noexcept
    {
        return static_cast<std::uint8_t>(state.load(std::memory_order_relaxed) & ~state_mask);
    }

    /// True when the drop was in its final state before the engine started. More events than half
    /// of `restored` would have to be late ones to hide it.
    [[nodiscard]] bool was_restored() const noexcept
    {
        return (pending.load(std::memory_order_relaxed) & ~tainted) > restored / 2;
    }

    void set(DropState next) noexcept
    {
        state.store(static_cast<std::uint8_t>(next), std::memory_order_relaxed);
    }

    /// Next drop of the ready list in which this one is.
    [[nodiscard]] std::uint32_t link() const noexcept
    {
        return static_cast<std::uint32_t>(slot.load(std::memory_order_relaxed));
    }

    void set_link(std::uint32_t next) noexcept { slot.store(next, std::memory_order_relaxed); }
};

static_assert(sizeof(DropCell) == 16,
              "four drops share a cache line, and memory per drop is promised");

}  // namespace atl::engine

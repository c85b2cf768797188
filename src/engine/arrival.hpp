#pragma once

#include <cstdint>

#include "atoll/engine/drop_host.hpp"
#include "atoll/engine/template_rules.hpp"

#include "engine/drop_cell.hpp"

namespace atl::engine {

/// What was wrong with the events of a drop.
struct Tally {
    std::uint32_t failed{0};
    std::uint32_t skipped{0};
};

/// An event that needs counting with care: one that is not `completed`, or one for a drop that may
/// get more events than it waits for. Returns true when the caller now owns the drop.
[[nodiscard]] bool arrive_slowly(DropCell& cell, DropEvent event, std::uint32_t expected) noexcept;

/// A `completed` event. Returns true when the caller now owns the drop.
[[nodiscard]] inline bool arrive(DropCell& cell, std::uint32_t count = 1) noexcept
{
    // Acquire pairs with the release of earlier decrements. Finding exactly the caller's own events
    // missing makes it the owner without a write: nobody else can have one.
    if (cell.pending.load(std::memory_order_acquire) == count) {
        return true;
    }
    auto const before = cell.pending.fetch_sub(count, std::memory_order_acq_rel);
    return (before & ~DropCell::tainted) == count;
}

/// Failed and skipped events of a drop that the caller owns and that is in no ready list yet.
[[nodiscard]] Tally tally(DropCell const& cell) noexcept;

/// What \p tally of \p expected events dooms a drop to: DropCell::doomed_to_*, or 0 when it runs.
[[nodiscard]] std::uint8_t doom_of(Tally tally,
                                   std::uint32_t expected,
                                   TemplateRules const& rules) noexcept;

/// Notes in \p cell what its events have doomed it to, if anything; \pre the caller owns it, and it
/// is in no ready list yet.
void weigh(DropCell& cell, std::uint32_t expected, TemplateRules const& rules) noexcept;

}  // namespace atl::engine

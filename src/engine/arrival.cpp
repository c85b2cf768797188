#include "engine/arrival.hpp"

namespace atl::engine {
namespace {

// Tally of an ordinary drop: failed in the high half of the slot, skipped in the low half.
constexpr unsigned failed_shift = 32;
constexpr std::uint64_t skipped_mask = 0xffff'ffff;

// A drop that may get surplus events also counts there those that were in time: 22 bits for them,
// 21 for each of the others.
constexpr std::uint64_t in_time_one = 1;
constexpr unsigned surplus_skipped_shift = 22;
constexpr unsigned surplus_failed_shift = 43;
constexpr std::uint64_t in_time_mask = (1U << surplus_skipped_shift) - 1;
constexpr std::uint64_t surplus_count_mask = (1U << 21) - 1;

/// Takes one of the places in \p cell's counter; false when all events that it waits for have come.
bool take_place(DropCell& cell) noexcept
{
    auto seen = cell.pending.load(std::memory_order_relaxed);
    while ((seen & ~DropCell::tainted) != 0) {
        // Relaxed: the slot's own counter orders the arrivals.
        if (cell.pending.compare_exchange_weak(seen, seen - 1, std::memory_order_relaxed)) {
            return true;
        }
    }
    return false;
}

/// Counts the event in the slot, so that the last of those in time knows that it is.
bool arrive_among_surplus(DropCell& cell, DropEvent event, std::uint32_t expected) noexcept
{
    if (event != DropEvent::completed) {
        cell.pending.fetch_or(DropCell::tainted, std::memory_order_relaxed);
    }
    if (!take_place(cell)) {
        return false;
    }
    auto const one = in_time_one |
                     (event == DropEvent::failed ? std::uint64_t{1} << surplus_failed_shift : 0) |
                     (event == DropEvent::skipped ? std::uint64_t{1} << surplus_skipped_shift : 0);
    // Release what the predecessor wrote, acquire what the earlier ones did.
    auto const before = cell.slot.fetch_add(one, std::memory_order_acq_rel);
    return (before & in_time_mask) + 1 == expected;
}

}  // namespace

bool arrive_slowly(DropCell& cell, DropEvent event, std::uint32_t expected) noexcept
{
    if (cell.has(DropCell::surplus)) {
        return arrive_among_surplus(cell, event, expected);
    }
    if (event == DropEvent::completed) {
        return arrive(cell);
    }
    // Relaxed: both are published by the decrement below.
    cell.slot.fetch_add(event == DropEvent::failed ? std::uint64_t{1} << failed_shift : 1,
                        std::memory_order_relaxed);
    cell.pending.fetch_or(DropCell::tainted, std::memory_order_relaxed);
    auto const before = cell.pending.fetch_sub(1, std::memory_order_acq_rel);
    return (before & ~DropCell::tainted) == 1;
}

Tally tally(DropCell const& cell) noexcept
{
    auto const slot = cell.slot.load(std::memory_order_relaxed);
    if (cell.has(DropCell::surplus)) {
        return {
            .failed = static_cast<std::uint32_t>(slot >> surplus_failed_shift & surplus_count_mask),
            .skipped =
                static_cast<std::uint32_t>(slot >> surplus_skipped_shift & surplus_count_mask)};
    }
    return {.failed = static_cast<std::uint32_t>(slot >> failed_shift),
            .skipped = static_cast<std::uint32_t>(slot & skipped_mask)};
}

std::uint8_t doom_of(Tally tally, std::uint32_t expected, TemplateRules const& rules) noexcept
{
    bool const skip = rules.skip_rule == SkipRule::any_skips
                          ? tally.skipped > 0
                          : expected > 0 && tally.skipped == expected;
    if (rules.kind == DropKind::data) {
        if (skip) {
            return DropCell::doomed_to_skip;
        }
        return tally.failed > 0 ? DropCell::doomed_to_error : 0;
    }
    auto const percent_failed = expected == 0 ? 0 : std::uint64_t{tally.failed} * 100 / expected;
    if (percent_failed > rules.input_error_threshold) {
        return DropCell::doomed_to_error;
    }
    return skip ? DropCell::doomed_to_skip : 0;
}

void weigh(DropCell& cell, std::uint32_t expected, TemplateRules const& rules) noexcept
{
    auto const doom = doom_of(tally(cell), expected, rules);
    // Relaxed: only the owner writes, and the ready list publishes.
    auto const state = cell.state.load(std::memory_order_relaxed);
    cell.state.store(static_cast<std::uint8_t>(state | doom), std::memory_order_relaxed);
}

}  // namespace atl::engine

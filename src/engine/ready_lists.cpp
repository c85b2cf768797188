#include "engine/ready_lists.hpp"

#include <optional>

namespace atl::engine {
namespace {

/// Drops that are taken at once when nothing long can come between them.
constexpr unsigned trivial_batch = 64;
/// Drops that are taken from another worker at once: each such transfer costs some 100 ns, whatever
/// its size. What the taker does not run at once it shows again.
constexpr unsigned steal_batch = 32;

}  // namespace

void ReadyLists::publish_all() noexcept
{
    auto& stacks = shared_.slots[slot_].ready;
    while (!local_.empty()) {
        auto const level = local_.best();
        stacks.push(shared_.cells, level, local_.take(level));
        shown_ |= 1U << level;
    }
    shared_.parking.wake_one();
}

std::uint32_t ReadyLists::pop_shown() noexcept
{
    auto& stacks = shared_.slots[slot_].ready;
    while (auto const level = stacks.best()) {
        shown_ = (2U << *level) - 1;
        if (!local_.empty() && local_.best() >= *level) {
            return local_.pop(shared_.cells);
        }
        auto const top = stacks.top(*level);
        bool const takes_long = top != no_drop && shared_.cells[top].has(DropCell::calls_host);
        auto const chain = stacks.take(shared_.cells, *level, takes_long ? 1 : trivial_batch);
        if (!chain.empty()) {
            return accept(*level, chain);
        }
    }
    shown_ = 0;
    return local_.empty() ? steal() : local_.pop(shared_.cells);
}

std::uint32_t ReadyLists::steal() noexcept
{
    auto const count = static_cast<std::uint32_t>(shared_.slots.size());
    while (true) {
        std::optional<unsigned> best;
        std::uint32_t victim = slot_;
        for (std::uint32_t step = 1; step < count; ++step) {
            auto const candidate = (slot_ + step) % count;
            auto const level = shared_.slots[candidate].ready.best();
            if (level && (!best || *level > *best)) {
                best = level;
                victim = candidate;
            }
        }
        if (!best) {
            return no_drop;
        }
        auto const chain = shared_.slots[victim].ready.take(shared_.cells, *best, steal_batch);
        if (!chain.empty()) {
            return accept(*best, chain);
        }
    }
}

std::uint32_t ReadyLists::accept(unsigned level, Chain chain) noexcept
{
    local_.push(shared_.cells, level, chain);
    return local_.pop(shared_.cells);
}

}  // namespace atl::engine

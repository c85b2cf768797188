#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <span>

#include "engine/drop_cell.hpp"
#include "engine/ready_stacks.hpp"

namespace atl::engine {

/// Ready drops that only one worker sees: a stack per priority level. Not thread-safe.
class LocalQueue {
  public:
    [[nodiscard]] bool empty() const noexcept { return levels_ == 0; }

    /// Highest level that has drops; \pre not empty.
    [[nodiscard]] unsigned best() const noexcept
    {
        return static_cast<unsigned>(std::bit_width(levels_)) - 1;
    }

    void push(std::span<DropCell> cells, std::uint32_t drop) noexcept
    {
        push(cells, cells[drop].level, {.first = drop, .last = drop});
    }

    /// Add \p chain, whose drops are all of \p level.
    void push(std::span<DropCell> cells, unsigned level, Chain chain) noexcept
    {
        auto& stack = stacks_[level];
        cells[chain.last].set_link(stack.first);
        stack.first = chain.first;
        if ((levels_ & 1U << level) == 0) {
            stack.last = chain.last;
            levels_ |= 1U << level;
        }
    }

    /// Take the top drop of the highest level; \pre not empty.
    [[nodiscard]] std::uint32_t pop(std::span<DropCell const> cells) noexcept
    {
        auto const level = best();
        auto& stack = stacks_[level];
        auto const drop = stack.first;
        if (drop == stack.last) {
            static_cast<void>(take(level));
        } else {
            stack.first = cells[drop].link();
        }
        return drop;
    }

    /// Take all drops of \p level.
    [[nodiscard]] Chain take(unsigned level) noexcept
    {
        auto const chain = stacks_[level];
        stacks_[level] = {};
        levels_ &= ~(1U << level);
        return chain;
    }

  private:
    std::array<Chain, priority_levels> stacks_{};
    unsigned levels_{0};  ///< Bit l is set when level l has drops.
};

}  // namespace atl::engine

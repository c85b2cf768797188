#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <span>

#include "atoll/engine/topology.hpp"

#include "engine/drop_cell.hpp"

namespace atl::engine {

/// Drops linked through DropCell::slot, from `first` to `last`.
struct Chain {
    std::uint32_t first{no_drop};
    std::uint32_t last{no_drop};

    [[nodiscard]] bool empty() const noexcept { return first == no_drop; }
};

/// Ready drops that any thread may add and take: one stack per priority level, all heads in one
/// cache line, so that a look at the line tells what is there.
///
/// A head is the first drop's index and a tag that changes with every change of the stack; a thread
/// that was overtaken between reading the head and swapping it notices by the tag (2^32 changes in
/// between would be needed to fool it).
class alignas(64) ReadyStacks {
  public:
    ReadyStacks() noexcept
    {
        for (auto& head : heads_) {
            head.store(no_drop, std::memory_order_relaxed);
        }
    }

    /// Add \p chain, whose drops are all of \p level.
    void push(std::span<DropCell> cells, unsigned level, Chain chain) noexcept
    {
        auto& head = heads_[level];
        auto seen = head.load(std::memory_order_relaxed);
        do {
            cells[chain.last].set_link(first_of(seen));
            // seq_cst: releases links and cells to the taker, and is ordered before the look for
            // sleepers that follows (see Parking).
        } while (!head.compare_exchange_weak(seen,
                                             successor(seen, chain.first),
                                             std::memory_order_seq_cst,
                                             std::memory_order_relaxed));
    }

    /// Take up to \p limit drops from the top of \p level; empty when there is none.
    [[nodiscard]] Chain take(std::span<DropCell const> cells,
                             unsigned level,
                             unsigned limit) noexcept
    {
        auto& head = heads_[level];
        // Acquire: the links of what is in the stack were written before the head was.
        auto seen = head.load(std::memory_order_acquire);
        while (first_of(seen) != no_drop) {
            auto const last = last_of(cells, first_of(seen), limit);
            if (last == no_drop) {
                seen = head.load(std::memory_order_acquire);
            } else if (head.compare_exchange_weak(seen,
                                                  successor(seen, cells[last].link()),
                                                  std::memory_order_acq_rel,
                                                  std::memory_order_acquire)) {
                return {.first = first_of(seen), .last = last};
            }
        }
        return {};
    }

    /// Drop on top of \p level at a glance, or no_drop. Relaxed: a hint.
    [[nodiscard]] std::uint32_t top(unsigned level) const noexcept
    {
        return first_of(heads_[level].load(std::memory_order_relaxed));
    }

    /// Highest level that has drops, at a glance.
    [[nodiscard]] std::optional<unsigned> best() const noexcept
    {
        for (unsigned level = priority_levels; level-- > 0;) {
            // seq_cst: not before the announcement of a worker that is about to sleep (see
            // Parking).
            if (first_of(heads_[level].load(std::memory_order_seq_cst)) != no_drop) {
                return level;
            }
        }
        return std::nullopt;
    }

  private:
    static std::uint32_t first_of(std::uint64_t head) noexcept
    {
        return static_cast<std::uint32_t>(head);
    }

    static std::uint64_t successor(std::uint64_t head, std::uint32_t first) noexcept
    {
        return (head | 0xffff'ffff) + 1 + first;
    }

    /// Up to \p limit drops on from \p first; no_drop when a link shows that another thread has
    /// taken them meanwhile (a slot that holds something else by now).
    static std::uint32_t last_of(std::span<DropCell const> cells,
                                 std::uint32_t first,
                                 unsigned limit) noexcept
    {
        auto last = first;
        for (unsigned taken = 1; taken < limit; ++taken) {
            auto const next = cells[last].link();
            if (next == no_drop) {
                break;
            }
            if (next >= cells.size()) {
                return no_drop;
            }
            last = next;
        }
        return last;
    }

    std::array<std::atomic<std::uint64_t>, priority_levels> heads_;
};

}  // namespace atl::engine

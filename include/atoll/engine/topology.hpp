#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "atoll/core/ids.hpp"
#include "atoll/core/remote_target.hpp"
#include "atoll/engine/template_rules.hpp"

namespace atl::engine {

/// A drop by its place in the arrays of one rank: [0, owned) are the rank's own drops,
/// [owned, owned + ghosts) stand for drops of other ranks whose events arrive here.
using DropIndex = Id<struct DropIndexTag>;

/// Number of priority levels; 0 is the lowest.
inline constexpr unsigned priority_levels = 8;

/// The drops of one rank and how events travel between them.
///
/// A view: the caller owns the arrays and keeps them unchanged as long as the engine lives. `own`
/// is short for [0, owned), `all` for [0, owned + ghosts).
struct Topology {
    std::uint32_t owned{0};
    std::uint32_t ghosts{0};

    /// [all + 1] Row of each drop in `successors`.
    std::span<std::uint32_t const> successor_offsets;
    /// Own drops only: an app's output data, a data drop's consumers. No entry twice in a row.
    std::span<std::uint32_t const> successors;

    /// [own + 1] Row of each drop in `remotes`, or empty when no other rank must hear of any.
    std::span<std::uint32_t const> remote_offsets;
    /// One entry per rank that must hear of the drop. For an app that may skip some of its outputs
    /// (a branch) instead one entry, with its own ghost, per output that another rank owns.
    std::span<RemoteTarget const> remotes;

    std::span<std::uint32_t const> template_of;  ///< [own] Index into `rules`.
    std::span<TemplateRules const> rules;        ///< One per template.

    /// [own] Events to wait for: producers of a data drop, effective inputs of an app. 0 is a root.
    /// May be smaller than the number of predecessors (later events are ignored), never larger.
    std::span<std::uint32_t const> expected;
    /// [own] 0..priority_levels - 1, higher runs first; or empty: see TemplateRules::priority.
    std::span<std::uint8_t const> priority;

    /// Own drops that hear of \p drop.
    [[nodiscard]] std::span<std::uint32_t const> successors_of(DropIndex drop) const noexcept
    {
        auto const begin = successor_offsets[drop.index()];
        return successors.subspan(begin, successor_offsets[drop.index() + 1] - begin);
    }

    /// Other ranks that hear of \p drop; \pre it is an own drop.
    [[nodiscard]] std::span<RemoteTarget const> remotes_of(DropIndex drop) const noexcept
    {
        if (remote_offsets.empty()) {
            return {};
        }
        auto const begin = remote_offsets[drop.index()];
        return remotes.subspan(begin, remote_offsets[drop.index() + 1] - begin);
    }

    /// What holds for \p drop; \pre it is an own drop.
    [[nodiscard]] TemplateRules const& rules_of(DropIndex drop) const noexcept
    {
        return rules[template_of[drop.index()]];
    }
};

}  // namespace atl::engine

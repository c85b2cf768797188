#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "atoll/core/ids.hpp"
#include "atoll/journal/journal_identity.hpp"

namespace atl::runtime {

/// What all ranks must agree on when they begin.
struct SessionStart {
    std::int64_t wall_ns{0};      ///< When the ranks began, wall clock of rank 0.
    std::uint64_t graph_hash{0};  ///< Of the whole graph, as is `drops`.
    std::uint64_t drops{0};
    std::uint32_t epoch{1};    ///< Counts the session's starts.
    std::int64_t first_ns{0};  ///< When the ranks of its first epoch began, wall clock.

    friend bool operator==(SessionStart const&, SessionStart const&) = default;
};

/// What stands at the head of the journal of \p rank.
[[nodiscard]] inline journal::JournalIdentity identity(SessionStart const& start,
                                                       std::string session_id,
                                                       RankId rank)
{
    return {std::move(session_id),
            start.graph_hash,
            start.drops,
            start.wall_ns,
            start.epoch,
            rank.value};
}

}  // namespace atl::runtime

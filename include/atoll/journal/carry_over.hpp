#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>

#include "atoll/core/ids.hpp"
#include "atoll/journal/session_snapshot.hpp"

namespace atl::journal {

/// A graph as the heads of segments name it.
struct GraphIdentity {
    std::uint64_t hash{0};   ///< PhysicalGraph::hash.
    std::uint64_t drops{0};  ///< Its size.
};

/// Begins the journal of an edited graph in \p folder, which must hold none: one epoch, the next
/// after those of \p before, that says what ended in them. A drop's number in the new graph is
/// `now[old number]`; drops without one are left out, and so is all that had not ended.
/// \pre now.size() == before.drops.size().
/// \throws Error{io} when it cannot be written.
void carry_over(SessionSnapshot const& before,
                std::span<std::optional<DropId> const> now,
                GraphIdentity const& graph,
                std::filesystem::path const& folder);

}  // namespace atl::journal

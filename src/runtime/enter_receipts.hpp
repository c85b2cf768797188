#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "atoll/core/ids.hpp"
#include "atoll/graph/physical_graph.hpp"
#include "atoll/journal/receipt.hpp"
#include "atoll/journal/session_snapshot.hpp"

#include "runtime/content_finder.hpp"

namespace atl::runtime {

/// What is done with the files of apps whose end was not recorded.
enum class Leavings : std::uint8_t {
    look_at,    ///< Nothing: somebody wants to know what would be.
    take_over,  ///< They are moved to where the owner's are, and flushed.
};

/// Enters apps into \p snapshot as FINISHED that have ended well, as \p receipts say, without their
/// journals having come to say so, and whose outputs are all on disk.
///
/// Only receipts of the youngest epoch that began count: what earlier ones left was entered when
/// the next began, and ranks that were given up may still be writing. \returns the apps. \pre
/// snapshot.drops.size() == graph.size(), and \p finder looks for the contents of \p graph.
std::vector<DropId> enter_receipts(std::span<journal::Receipt const> receipts,
                                   graph::PhysicalGraph const& graph,
                                   journal::SessionSnapshot& snapshot,
                                   ContentFinder& finder,
                                   Leavings leavings);

}  // namespace atl::runtime

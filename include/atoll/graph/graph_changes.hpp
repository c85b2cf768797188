#pragma once

#include <optional>
#include <vector>

#include "atoll/core/ids.hpp"
#include "atoll/graph/physical_graph.hpp"

namespace atl::graph {

/// What became of the drops of a graph in an edited version of it.
struct GraphChanges {
    std::vector<std::optional<DropId>> now;  ///< [before.size()] The same drop in the new version.
    /// In the new version, ascending: drops that were there, but do something else now. A drop
    /// whose inputs come from a changed drop is not among them: it merely follows.
    std::vector<DropId> changed;
};

/// Compares two versions of a graph. Drops are the same when their oids and kinds are.
///
/// A drop has changed when its component or its parameters have; an app also when it has other
/// inputs or outputs, or at other ports; data also when it has other producers. Names,
/// descriptions, expected durations and sizes, placement and resources do not count: the results do
/// not depend on them. Together with "what follows from a changed drop runs again" this is a
/// comparison of Merkle keys, made without keys. O(drops + edges); about 100 bytes of memory a drop
/// of \p before.
[[nodiscard]] GraphChanges compare_graphs(PhysicalGraph const& before, PhysicalGraph const& after);

}  // namespace atl::graph

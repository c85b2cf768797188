#pragma once

#include "atoll/graph/part.hpp"
#include "atoll/graph/physical_graph.hpp"

namespace atl::runtime {

/// Moves the outputs of every branch to the branch's rank, so that "this way is not taken" is said
/// where it is decided.
///
/// Branches that share an output end up on one rank. Other drops stay where they are. O(drops +
/// edges).
void keep_branches_together(graph::PhysicalGraph const& graph, graph::Placement& placement);

/// Gives all who pass a stream on, and the data between them, to the rank of the first: only there
/// can they run at the same time.
void keep_streams_together(graph::PhysicalGraph const& graph, graph::Placement& placement);

}  // namespace atl::runtime

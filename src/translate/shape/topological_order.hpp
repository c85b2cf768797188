#pragma once

#include <vector>

#include "atoll/graph/physical_graph.hpp"

namespace atl::translate {

/// Drops in an order in which every drop follows its predecessors. O(drops + relations).
/// \pre \p graph has no cycle.
[[nodiscard]] std::vector<DropId> topological_order(graph::PhysicalGraph const& graph);

}  // namespace atl::translate

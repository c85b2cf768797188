#pragma once

#include <vector>

#include "atoll/core/ids.hpp"
#include "atoll/graph/physical_graph.hpp"

namespace atl::graph {

/// The drops of one cycle of \p graph in the order of its relations; empty when there is none.
/// O(drops + relations).
[[nodiscard]] std::vector<DropId> find_cycle(PhysicalGraph const& graph);

}  // namespace atl::graph

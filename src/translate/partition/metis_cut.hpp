#pragma once

#include <cstdint>
#include <vector>

#include "atoll/translate/partitioner.hpp"

#include "translate/partition/weighted_graph.hpp"

namespace atl::translate {

/// Cuts \p graph into \p request.partitions parts of about equal vertex weight that share little
/// edge weight, with METIS: k-way, or recursive bisection for few parts and for graphs with heavy
/// vertices or few of them.
///
/// With at least as many parts as vertices every vertex gets its own. About 1 microsecond per edge.
/// \returns the part of each vertex.
[[nodiscard]] std::vector<std::uint32_t> metis_cut(WeightedGraph const& graph,
                                                   PartitionRequest const& request);

}  // namespace atl::translate

#pragma once

#include "atoll/translate/partitioner.hpp"
#include "atoll/translate/simulate.hpp"

namespace atl::translate {

/// Places drops by scheduling them: whenever cores are free, the ready app with the longest way to
/// the end of the graph goes to the node where it ends first, given where its inputs are. Data
/// drops stay with their first producer; those without go to their first consumer.
///
/// O(apps x (nodes + inputs) + drops log drops).
[[nodiscard]] Partitioning list_placement(graph::PhysicalGraph const& graph,
                                          SimulatedCluster const& cluster);

}  // namespace atl::translate

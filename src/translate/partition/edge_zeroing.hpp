#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "atoll/graph/physical_graph.hpp"

#include "translate/partition/drop_clusters.hpp"

namespace atl::translate {

/// A relation between two drops and what it would move if they were apart.
struct HeavyEdge {
    std::uint32_t from;
    std::uint32_t to;
    float bytes;
};

/// All relations of \p graph, the heaviest first; equal ones in the order of the graph.
[[nodiscard]] std::vector<HeavyEdge> heaviest_edges(graph::PhysicalGraph const& graph);

/// Every drop a cluster of its own, but each exclusive section one.
[[nodiscard]] DropClusters section_clusters(graph::PhysicalGraph const& graph);

/// When edges are zeroed no more.
struct ZeroingLimits {
    std::uint32_t max_parallelism{8};  ///< CPUs that a cluster may need at once; >= 1.
    std::uint32_t clusters{1};         ///< No fewer clusters than this.
};

/// Sarkar's edge zeroing: every drop begins as a cluster of its own; edge after edge of \p edges,
/// the clusters at its ends become one, unless that cluster could use more than the limit's CPUs at
/// once (apps run as early as their inputs allow) and more than either did before. An exclusive
/// section begins as one cluster.
///
/// V. Sarkar, Partitioning and Scheduling Parallel Programs for Multiprocessors, 1989.
/// O(edges log drops) when apps overlap with few others.
[[nodiscard]] DropClusters zero_edges(graph::PhysicalGraph const& graph,
                                      std::span<HeavyEdge const> edges,
                                      ZeroingLimits const& limits);

}  // namespace atl::translate

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "atoll/graph/physical_graph.hpp"
#include "atoll/translate/partitioner.hpp"

namespace atl::translate {

/// An undirected graph with integer weights, in the form in which METIS takes it (32-bit CSR,
/// every edge in both directions, no parallel edges, no loops).
struct WeightedGraph {
    std::vector<std::int32_t> offsets{0};     ///< [vertices + 1]
    std::vector<std::int32_t> neighbours;     ///< [2 * edges]
    std::vector<std::int32_t> edge_weight;    ///< [2 * edges] scaled bytes, >= 1.
    std::vector<std::int32_t> vertex_weight;  ///< [vertices] scaled seconds, >= 1.

    [[nodiscard]] std::uint32_t vertices() const noexcept
    {
        return static_cast<std::uint32_t>(vertex_weight.size());
    }
};

/// A graph in which drops that nothing is gained by parting are one vertex.
struct ContractedGraph {
    WeightedGraph graph;
    std::vector<std::uint32_t> vertex_of;  ///< [drops]
};

/// Drops of \p graph as vertices; a data drop shares the vertex of its only producer (keeping it
/// there never moves more bytes), or without a producer that of its only consumer. An exclusive
/// section is one vertex.
[[nodiscard]] ContractedGraph contract(graph::PhysicalGraph const& graph);

/// One vertex for each group of drops: \p group_of [graph.size()], each below \p groups.
[[nodiscard]] WeightedGraph quotient(graph::PhysicalGraph const& graph,
                                     std::span<std::uint32_t const> group_of,
                                     std::uint32_t groups);

}  // namespace atl::translate

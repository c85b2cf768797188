#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "atoll/core/diagnostics.hpp"
#include "atoll/core/ids.hpp"
#include "atoll/graph/part.hpp"
#include "atoll/graph/physical_graph.hpp"
#include "atoll/translate/partitioner.hpp"

namespace atl::translate {

/// How a graph is to be spread over ranks.
struct PlacementOptions {
    std::string algorithm{"auto"};  ///< One of partitioner_names().
    std::uint32_t partitions{0};    ///< Parts to make; 0: as many as there are workers.
    std::uint32_t cores{1};         ///< CPUs of each worker; >= 1.
    std::uint32_t seed{1};
};

/// The rank of every drop: partitions the graph, then gives whole partitions to workers so that
/// work is balanced and partitions that exchange many bytes share a rank.
///
/// With `as-given` the graph's hosts are taken in order of first appearance and dealt to the
/// workers in turn; when there are more hosts than workers they are folded and \p notes says so.
/// \param workers  ranks that run drops (1..N, or 0 alone); not empty.
/// \throws Error{usage} for an unknown algorithm, Error{invalid_graph} as the algorithm does.
[[nodiscard]] graph::Placement place(graph::PhysicalGraph const& graph,
                                     PlacementOptions const& options,
                                     std::span<RankId const> workers,
                                     Diagnostics& notes);

/// Ranks that run drops in a world of \p ranks: 1..ranks-1, or rank 0 when it is alone.
[[nodiscard]] std::vector<RankId> worker_ranks(std::uint32_t ranks);

/// Gives each partition to one of \p bins (workers or islands): balanced in app weight, cutting few
/// bytes. \returns the bin of each partition. \pre bins >= 1.
[[nodiscard]] std::vector<std::uint32_t> pack_partitions(graph::PhysicalGraph const& graph,
                                                         Partitioning const& partitioning,
                                                         std::uint32_t bins);

/// What a placement costs; for reports and tests.
struct CutQuality {
    double cut_bytes{0};       ///< Bytes that cross: each data drop once per other part reading it.
    double heaviest_share{0};  ///< App weight of the heaviest part divided by the mean; >= 1.
};

/// Measures \p partitioning. O(drops + edges).
[[nodiscard]] CutQuality measure(graph::PhysicalGraph const& graph,
                                 Partitioning const& partitioning);

}  // namespace atl::translate

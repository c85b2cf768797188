#pragma once

#include <cstdint>
#include <vector>

#include "atoll/translate/partitioner.hpp"

namespace atl::translate {

/// CPUs that each part could use at once if apps ran as early as their inputs allow.
/// [partitioning.partitions]
[[nodiscard]] std::vector<std::uint32_t> parallelism_of_parts(graph::PhysicalGraph const& graph,
                                                              Partitioning const& partitioning);

/// \p partitioning packed into exactly PartitionRequest::partitions parts (see pack_partitions). A
/// note says when a part exceeds the request's limit of parallelism.
[[nodiscard]] Partitioning exact_parts(graph::PhysicalGraph const& graph,
                                       Partitioning partitioning,
                                       PartitionRequest const& request,
                                       Diagnostics& notes);

/// \p partitioning with as few parts as come out when each in turn is put into the first part that
/// stays within \p max_parallelism, the widest first.
[[nodiscard]] Partitioning fewest_parts(graph::PhysicalGraph const& graph,
                                        Partitioning partitioning,
                                        std::uint32_t max_parallelism);

}  // namespace atl::translate

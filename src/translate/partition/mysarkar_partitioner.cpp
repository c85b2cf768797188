#include "translate/partition/mysarkar_partitioner.hpp"

#include <algorithm>

#include "translate/partition/edge_zeroing.hpp"
#include "translate/partition/exact_parts.hpp"

namespace atl::translate {

Partitioning MySarkarPartitioner::operator()(graph::PhysicalGraph const& graph,
                                             PartitionRequest const& request,
                                             Diagnostics& notes) const
{
    auto clusters = zero_edges(graph,
                               heaviest_edges(graph),
                               {.max_parallelism = std::max(1U, request.max_parallelism),
                                .clusters = std::max(1U, request.partitions)});
    Partitioning found{clusters.count(), clusters.numbered()};
    return request.partitions == 0 ? fewest_parts(graph, std::move(found), request.max_parallelism)
                                   : exact_parts(graph, std::move(found), request, notes);
}

}  // namespace atl::translate

#include "translate/partition/metis_partitioner.hpp"

#include <algorithm>

#include "translate/partition/metis_cut.hpp"
#include "translate/partition/weighted_graph.hpp"

namespace atl::translate {

Partitioning MetisPartitioner::operator()(graph::PhysicalGraph const& graph,
                                          PartitionRequest const& request,
                                          Diagnostics& /*notes*/) const
{
    Partitioning result{request.partitions, std::vector<PartitionId>(graph.size())};
    if (request.partitions <= 1) {
        return result;
    }
    auto const contracted = contract(graph);
    auto const part = metis_cut(contracted.graph, request);
    std::ranges::transform(contracted.vertex_of,
                           result.partition_of.begin(),
                           [&](std::uint32_t vertex) { return PartitionId{part[vertex]}; });
    return result;
}

}  // namespace atl::translate

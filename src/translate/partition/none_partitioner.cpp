#include "translate/partition/none_partitioner.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace atl::translate {

Partitioning NonePartitioner::operator()(graph::PhysicalGraph const& graph,
                                         PartitionRequest const& request,
                                         Diagnostics& notes) const
{
    if (request.partitions > 1) {
        notes.note(
            graph.graph_name(),
            fmt::format(
                "'none' leaves {} of {} parts empty", request.partitions - 1, request.partitions));
    }
    return {std::max(1U, request.partitions), std::vector<PartitionId>(graph.size())};
}

}  // namespace atl::translate

#include "translate/partition/template_partitioner.hpp"

#include <algorithm>

#include "translate/partition/exclusive_sections.hpp"

namespace atl::translate {

Partitioning TemplatePartitioner::operator()(graph::PhysicalGraph const& graph,
                                             PartitionRequest const& request,
                                             Diagnostics& /*notes*/) const
{
    auto const parts = std::max(1U, request.partitions);
    Partitioning result{parts, std::vector<PartitionId>(graph.size())};
    std::vector<std::uint32_t> instances(graph.head_count(), 0);
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        ++instances[graph.head_of(DropId{i})];
    }
    std::vector<std::uint32_t> seen(graph.head_count(), 0);
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        auto const head = graph.head_of(DropId{i});
        auto const index = std::uint64_t{seen[head]++};
        result.partition_of[i] =
            PartitionId{static_cast<std::uint32_t>(index * parts / instances[head])};
    }
    find_sections(graph).keep_whole(graph, result);
    return result;
}

}  // namespace atl::translate

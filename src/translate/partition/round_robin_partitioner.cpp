#include "translate/partition/round_robin_partitioner.hpp"

#include "translate/partition/exclusive_sections.hpp"

namespace atl::translate {
namespace {

/// The neighbour with which data drop \p drop goes, or itself when it has none.
[[nodiscard]] DropId companion(graph::PhysicalGraph const& graph, DropId drop)
{
    auto const producers = graph.predecessors(drop);
    if (!producers.empty()) {
        return producers.front();
    }
    auto const consumers = graph.successors(drop);
    return consumers.empty() ? drop : consumers.front();
}

}  // namespace

Partitioning RoundRobinPartitioner::operator()(graph::PhysicalGraph const& graph,
                                               PartitionRequest const& request,
                                               Diagnostics& /*notes*/) const
{
    Partitioning result{request.partitions, std::vector<PartitionId>(graph.size())};
    std::uint32_t next = 0;
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        DropId const drop{i};
        bool const app = graph.drop_template(drop).kind == DropKind::app;
        if (app || companion(graph, drop) == drop) {
            result.partition_of[i] = PartitionId{next++ % request.partitions};
        }
    }
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        DropId const drop{i};
        if (graph.drop_template(drop).kind == DropKind::data) {
            result.partition_of[i] = result.partition_of[companion(graph, drop).index()];
        }
    }
    find_sections(graph).keep_whole(graph, result);
    return result;
}

}  // namespace atl::translate

#include "app/placed_graph.hpp"

#include <fmt/format.h>

namespace atl::app {

graph::WrittenPlacement place_on_parts(graph::PhysicalGraph const& graph,
                                       std::string const& algorithm,
                                       translate::PartitionRequest const& request,
                                       std::uint32_t islands,
                                       Diagnostics& notes)
{
    auto const partitioner = translate::make_partitioner(algorithm);
    auto const parts = (*partitioner)(graph, request, notes);
    auto const island_of = translate::pack_partitions(graph, parts, islands);
    fmt::print(stderr, "{}", notes.render());
    graph::WrittenPlacement placement;
    for (auto const part : parts.partition_of) {
        placement.node.push_back(part.value);
        placement.island.push_back(island_of[part.index()]);
    }
    return placement;
}

}  // namespace atl::app

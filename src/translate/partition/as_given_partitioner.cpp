#include "translate/partition/as_given_partitioner.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

namespace atl::translate {
namespace {

constexpr std::uint32_t unseen = std::numeric_limits<std::uint32_t>::max();

/// Where \p drop is said to be. An event drop that the reader put between two apps says nothing and
/// is where its producer is.
[[nodiscard]] std::uint16_t stated_place(graph::PhysicalGraph const& graph, DropId drop)
{
    auto const place = graph.node(drop);
    auto const producers = graph.predecessors(drop);
    return place == graph::PhysicalGraph::no_place && producers.size() == 1
               ? graph.node(producers.front())
               : place;
}

}  // namespace

Partitioning AsGivenPartitioner::operator()(graph::PhysicalGraph const& graph,
                                            PartitionRequest const& /*request*/,
                                            Diagnostics& /*notes*/) const
{
    Partitioning result{0, std::vector<PartitionId>(graph.size())};
    std::vector<std::uint32_t> part_of_place(graph.places().size(), unseen);
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        auto const place = stated_place(graph, DropId{i});
        if (place == graph::PhysicalGraph::no_place) {
            throw Error{ErrorKind::invalid_graph,
                        fmt::format("drop '{}' has no 'node', so its place cannot be kept as given",
                                    graph.oid(DropId{i})),
                        "use '--partition metis', or map the graph with 'atoll map'"};
        }
        auto& part = part_of_place[place];
        part = part == unseen ? result.partitions++ : part;
        result.partition_of[i] = PartitionId{part};
    }
    result.partitions = std::max(1U, result.partitions);
    return result;
}

}  // namespace atl::translate

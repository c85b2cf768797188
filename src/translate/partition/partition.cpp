#include "atoll/translate/partition.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "atoll/core/contracts.hpp"

namespace atl::translate {

std::vector<RankId> worker_ranks(std::uint32_t ranks)
{
    if (ranks <= 1) {
        return {RankId{0}};
    }
    std::vector<RankId> workers;
    for (std::uint32_t rank = 1; rank < ranks; ++rank) {
        workers.emplace_back(rank);
    }
    return workers;
}

graph::Placement place(graph::PhysicalGraph const& graph,
                       PlacementOptions const& options,
                       std::span<RankId const> workers,
                       Diagnostics& notes)
{
    ATOLL_EXPECT(!workers.empty());
    auto const partitioner = make_partitioner(options.algorithm);
    auto const bins = static_cast<std::uint32_t>(workers.size());
    PartitionRequest const request{
        .partitions = options.partitions == 0 ? bins : options.partitions,
        .seed = options.seed,
        .cores = options.cores};
    auto const partitioning = (*partitioner)(graph, request, notes);

    std::vector<std::uint32_t> bin_of(partitioning.partitions);
    if (partitioner->name() == "as-given") {
        for (std::uint32_t part = 0; part < bin_of.size(); ++part) {
            bin_of[part] = part % bins;
        }
        if (partitioning.partitions > bins) {
            notes.note(graph.graph_name(),
                       fmt::format(
                           "its {} hosts are folded onto {} ranks", partitioning.partitions, bins));
        }
    } else {
        bin_of = pack_partitions(graph, partitioning, bins);
    }

    graph::Placement placement(graph.size());
    std::ranges::transform(partitioning.partition_of, placement.begin(), [&](PartitionId part) {
        return workers[bin_of[part.index()]];
    });
    return placement;
}

}  // namespace atl::translate

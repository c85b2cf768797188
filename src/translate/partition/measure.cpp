#include <algorithm>
#include <numeric>

#include "atoll/translate/partition.hpp"

namespace atl::translate {
namespace {

/// Parts other than the drop's own that hold one of \p neighbours.
[[nodiscard]] std::size_t other_parts(Partitioning const& partitioning,
                                      DropId drop,
                                      std::span<DropId const> neighbours,
                                      std::vector<PartitionId>& scratch)
{
    scratch.clear();
    for (auto const other : neighbours) {
        auto const part = partitioning.partition_of[other.index()];
        if (part != partitioning.partition_of[drop.index()]) {
            scratch.push_back(part);
        }
    }
    std::ranges::sort(scratch);
    return static_cast<std::size_t>(
        std::distance(scratch.begin(), std::ranges::unique(scratch).begin()));
}

}  // namespace

CutQuality measure(graph::PhysicalGraph const& graph, Partitioning const& partitioning)
{
    CutQuality quality;
    std::vector<double> load(std::max(1U, partitioning.partitions), 0.0);
    std::vector<PartitionId> scratch;
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        DropId const drop{i};
        auto const& about = graph.drop_template(drop);
        if (about.kind == DropKind::app) {
            load[partitioning.partition_of[i].index()] += about.weight;
            continue;
        }
        auto const moves = other_parts(partitioning, drop, graph.successors(drop), scratch) +
                           other_parts(partitioning, drop, graph.predecessors(drop), scratch);
        quality.cut_bytes += about.weight * static_cast<double>(moves);
    }
    double const total = std::accumulate(load.begin(), load.end(), 0.0);
    quality.heaviest_share =
        total > 0 ? *std::ranges::max_element(load) * static_cast<double>(load.size()) / total
                  : 1.0;
    return quality;
}

}  // namespace atl::translate

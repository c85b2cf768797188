#include <algorithm>
#include <numeric>

#include "atoll/translate/partition.hpp"

#include "translate/partition/metis_cut.hpp"
#include "translate/partition/weighted_graph.hpp"

namespace atl::translate {
namespace {

/// Weight of the heaviest bin when \p bin_of is used.
[[nodiscard]] std::int64_t heaviest(WeightedGraph const& graph,
                                    std::vector<std::uint32_t> const& bin_of,
                                    std::uint32_t bins)
{
    std::vector<std::int64_t> load(bins, 0);
    for (std::uint32_t v = 0; v < graph.vertices(); ++v) {
        load[bin_of[v]] += graph.vertex_weight[v];
    }
    return *std::ranges::max_element(load);
}

}  // namespace

std::vector<std::uint32_t> pack_partitions(graph::PhysicalGraph const& graph,
                                           Partitioning const& partitioning,
                                           std::uint32_t bins)
{
    if (bins >= partitioning.partitions) {
        std::vector<std::uint32_t> identity(partitioning.partitions);
        std::iota(identity.begin(), identity.end(), 0U);
        return identity;
    }
    std::vector<std::uint32_t> group_of(graph.size());
    std::ranges::transform(
        partitioning.partition_of, group_of.begin(), [](PartitionId id) { return id.value; });
    auto const parts = quotient(graph, group_of, partitioning.partitions);
    PartitionRequest const request{.partitions = bins};
    auto const few_bytes = metis_cut(parts, request);
    // Few heavy vertices can defeat METIS; then balance matters more than bytes.
    WeightedGraph work_only;
    work_only.offsets.assign(parts.vertices() + 1U, 0);
    work_only.vertex_weight = parts.vertex_weight;
    auto const balanced = metis_cut(work_only, request);
    bool const acceptable = static_cast<double>(heaviest(parts, few_bytes, bins)) <=
                            1.1 * static_cast<double>(heaviest(parts, balanced, bins));
    return acceptable ? few_bytes : balanced;
}

}  // namespace atl::translate

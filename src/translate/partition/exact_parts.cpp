#include "translate/partition/exact_parts.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "atoll/translate/partition.hpp"

#include "translate/partition/parallelism_profile.hpp"
#include "translate/shape/path_lengths.hpp"

namespace atl::translate {
namespace {

/// Bins that a part is tried in before a new one is opened: keeps packing linear.
constexpr std::size_t open_bins = 64;

[[nodiscard]] std::vector<ParallelismProfile> profiles(graph::PhysicalGraph const& graph,
                                                       Partitioning const& partitioning)
{
    auto const paths = path_lengths(graph);
    std::vector<ParallelismProfile> result(partitioning.partitions);
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        auto const& about = graph.drop_template(DropId{i});
        if (about.kind == DropKind::app) {
            result[partitioning.partition_of[i].index()].add(
                paths.head[i], paths.head[i] + about.weight, about.num_cpus);
        }
    }
    return result;
}

[[nodiscard]] Partitioning renumbered(Partitioning partitioning,
                                      std::vector<std::uint32_t> const& number,
                                      std::uint32_t parts)
{
    for (auto& part : partitioning.partition_of) {
        part = PartitionId{number[part.index()]};
    }
    partitioning.partitions = parts;
    return partitioning;
}

}  // namespace

std::vector<std::uint32_t> parallelism_of_parts(graph::PhysicalGraph const& graph,
                                                Partitioning const& partitioning)
{
    std::vector<std::uint32_t> peaks;
    for (auto const& profile : profiles(graph, partitioning)) {
        peaks.push_back(profile.peak());
    }
    return peaks;
}

Partitioning exact_parts(graph::PhysicalGraph const& graph,
                         Partitioning partitioning,
                         PartitionRequest const& request,
                         Diagnostics& notes)
{
    auto const parts = std::max(1U, request.partitions);
    auto const bin_of = pack_partitions(graph, partitioning, parts);
    auto result = renumbered(std::move(partitioning), bin_of, parts);
    auto const peaks = parallelism_of_parts(graph, result);
    auto const widest = *std::ranges::max_element(peaks);
    if (widest > request.max_parallelism) {
        notes.note(graph.graph_name(),
                   fmt::format("with {} parts one of them could use {} CPUs at once, more than the "
                               "limit of {}",
                               parts,
                               widest,
                               request.max_parallelism));
    }
    return result;
}

Partitioning fewest_parts(graph::PhysicalGraph const& graph,
                          Partitioning partitioning,
                          std::uint32_t max_parallelism)
{
    auto waiting = profiles(graph, partitioning);
    std::vector<std::uint32_t> order(waiting.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(
        order, std::ranges::greater{}, [&](std::uint32_t part) { return waiting[part].peak(); });
    std::vector<ParallelismProfile> bins;
    std::vector<std::uint32_t> bin_of(waiting.size());
    for (auto const part : order) {
        auto bin = bins.size() < open_bins ? 0 : bins.size() - open_bins;
        while (bin < bins.size() && bins[bin].peak_with(waiting[part]) > max_parallelism) {
            ++bin;
        }
        if (bin == bins.size()) {
            bins.emplace_back();
        }
        bins[bin].merge(std::move(waiting[part]));
        bin_of[part] = static_cast<std::uint32_t>(bin);
    }
    return renumbered(std::move(partitioning),
                      bin_of,
                      static_cast<std::uint32_t>(std::max<std::size_t>(1, bins.size())));
}

}  // namespace atl::translate

#include "translate/partition/metis_cut.hpp"

#include <algorithm>
#include <numeric>
#include <type_traits>

#include <fmt/format.h>
#include <metis.h>

#include "atoll/core/error.hpp"

namespace atl::translate {
namespace {

static_assert(std::is_same_v<idx_t, std::int32_t>, "Debian's METIS counts in 32 bits");

/// METIS takes pointers to data that it only reads.
[[nodiscard]] idx_t* writable(std::vector<std::int32_t> const& values)
{
    return const_cast<idx_t*>(values.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast)
}

/// Only the k-way scheme can make the volume small.
[[nodiscard]] bool bisects(PartitionRequest const& request, idx_t parts)
{
    constexpr idx_t few = 8;
    return request.goal == CutGoal::edges &&
           (request.scheme == CutScheme::recursive_bisection ||
            (request.scheme == CutScheme::automatic && parts <= few));
}

/// Vertices in order of weight to the lightest part: for graphs without edges, or beyond METIS.
[[nodiscard]] std::vector<std::uint32_t> balance_only(WeightedGraph const& graph,
                                                      std::uint32_t parts)
{
    std::vector<std::uint32_t> order(graph.vertices());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(
        order, std::ranges::greater{}, [&](std::uint32_t v) { return graph.vertex_weight[v]; });
    using Load = std::pair<std::int64_t, std::uint32_t>;
    std::vector<Load> heap;
    for (std::uint32_t part = 0; part < parts; ++part) {
        heap.emplace_back(0, part);
    }
    std::vector<std::uint32_t> result(graph.vertices());
    for (auto const vertex : order) {
        std::ranges::pop_heap(heap, std::ranges::greater{});
        heap.back().first += graph.vertex_weight[vertex];
        result[vertex] = heap.back().second;
        std::ranges::push_heap(heap, std::ranges::greater{});
    }
    return result;
}

}  // namespace

std::vector<std::uint32_t> metis_cut(WeightedGraph const& graph, PartitionRequest const& request)
{
    std::vector<std::uint32_t> result(graph.vertices(), 0);
    if (request.partitions <= 1 || graph.vertices() <= 1) {
        return result;
    }
    if (request.partitions >= graph.vertices()) {
        std::iota(result.begin(), result.end(), 0U);
        return result;
    }
    if (graph.neighbours.empty()) {
        return balance_only(graph, request.partitions);
    }
    idx_t options[METIS_NOPTIONS];
    METIS_SetDefaultOptions(options);
    options[METIS_OPTION_SEED] = static_cast<idx_t>(request.seed & 0x7fffffffU);
    options[METIS_OPTION_UFACTOR] = std::max<idx_t>(1, static_cast<idx_t>(request.imbalance * 1e3));
    options[METIS_OPTION_NUMBERING] = 0;
    auto vertices = static_cast<idx_t>(graph.vertices());
    auto parts = static_cast<idx_t>(request.partitions);
    idx_t constraints = 1;
    idx_t cut = 0;
    std::vector<idx_t> part(graph.vertices());
    options[METIS_OPTION_OBJTYPE] =
        request.goal == CutGoal::volume ? METIS_OBJTYPE_VOL : METIS_OBJTYPE_CUT;
    auto const cut_by = [&](auto* const scheme) {
        return scheme(&vertices,
                      &constraints,
                      writable(graph.offsets),
                      writable(graph.neighbours),
                      writable(graph.vertex_weight),
                      nullptr,
                      writable(graph.edge_weight),
                      &parts,
                      nullptr,
                      nullptr,
                      options,
                      &cut,
                      part.data());
    };
    bool const bisecting = bisects(request, parts);
    int status = cut_by(bisecting ? METIS_PartGraphRecursive : METIS_PartGraphKway);
    if (status == METIS_ERROR) {  // It gives up on some very uneven graphs, not with both schemes.
        options[METIS_OPTION_OBJTYPE] = METIS_OBJTYPE_CUT;
        status = cut_by(bisecting ? METIS_PartGraphKway : METIS_PartGraphRecursive);
    }
    if (status == METIS_ERROR) {
        return balance_only(graph, request.partitions);
    }
    if (status != METIS_OK) {
        throw Error{ErrorKind::internal, fmt::format("METIS failed with status {}", status)};
    }
    std::ranges::transform(
        part, result.begin(), [](idx_t p) { return static_cast<std::uint32_t>(p); });
    return result;
}

}  // namespace atl::translate

#include "translate/partition/metis_cut.hpp"

#include <algorithm>
#include <numeric>

#include "translate/partition/balance_only.hpp"
#include "translate/partition/metis_call.hpp"
#include "translate/partition/recursive_bisection.hpp"

namespace atl::translate {
namespace {

/// Whether METIS may cut \p graph into all parts at once. It begins by halving a coarse graph
/// again and again, so each part needs room for many vertices, none of them heavy.
[[nodiscard]] bool may_cut_at_once(WeightedGraph const& graph, std::uint32_t parts)
{
    constexpr std::uint64_t vertices_of_part = 64;
    constexpr std::int64_t heaviest_of_part = 8;
    auto const total =
        std::accumulate(graph.vertex_weight.begin(), graph.vertex_weight.end(), std::int64_t{0});
    return graph.vertices() >= vertices_of_part * parts &&
           heaviest_of_part * parts * *std::ranges::max_element(graph.vertex_weight) <= total;
}

/// Only the k-way scheme can make the volume small.
[[nodiscard]] bool asks_for_bisection(PartitionRequest const& request)
{
    constexpr std::uint32_t few = 8;
    return request.goal == CutGoal::edges &&
           (request.scheme == CutScheme::recursive_bisection ||
            (request.scheme == CutScheme::automatic && request.partitions <= few));
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
        return balance_only(graph.vertex_weight, request.partitions);
    }
    if (!asks_for_bisection(request) && may_cut_at_once(graph, request.partitions)) {
        return call_metis(graph,
                          {.scheme = CutScheme::k_way,
                           .goal = request.goal,
                           .parts = request.partitions,
                           .seed = request.seed,
                           .imbalance = request.imbalance});
    }
    return recursive_bisection(graph, request);
}

}  // namespace atl::translate

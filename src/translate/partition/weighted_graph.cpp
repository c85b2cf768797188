#include "translate/partition/weighted_graph.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "atoll/core/error.hpp"

#include "translate/partition/exclusive_sections.hpp"

namespace atl::translate {
namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

/// METIS adds weights up in 32 bits; this leaves room.
constexpr double weight_budget = 1 << 30;

[[nodiscard]] bool is_app(graph::PhysicalGraph const& graph, DropId drop)
{
    return graph.drop_template(drop).kind == DropKind::app;
}

/// Bytes that the relation between \p a and \p b carries: what its data drop holds.
[[nodiscard]] double volume(graph::PhysicalGraph const& graph, DropId a, DropId b)
{
    return graph.drop_template(is_app(graph, a) ? b : a).weight;
}

/// The drop whose vertex \p drop shares, or itself.
[[nodiscard]] DropId leader(graph::PhysicalGraph const& graph, DropId drop)
{
    if (is_app(graph, drop)) {
        return drop;
    }
    auto const producers = graph.predecessors(drop);
    if (producers.size() == 1) {
        return producers.front();
    }
    auto const consumers = graph.successors(drop);
    return producers.empty() && consumers.size() == 1 ? consumers.front() : drop;
}

/// Scales \p values so that their sum fits \ref weight_budget, each at least 1.
[[nodiscard]] std::vector<std::int32_t> scaled(std::vector<double> const& values)
{
    double const total = std::accumulate(values.begin(), values.end(), 0.0);
    double const room = std::max(1.0, weight_budget - static_cast<double>(values.size()));
    double const scale = total > 0 ? std::min(1000.0, room / total) : 1.0;
    std::vector<std::int32_t> result(values.size());
    std::ranges::transform(values, result.begin(), [scale](double value) {
        return std::max(1, static_cast<std::int32_t>(std::min(value * scale, weight_budget)));
    });
    return result;
}

/// Drops of each group, groups in CSR form.
struct Members {
    std::vector<std::uint32_t> offsets;
    std::vector<std::uint32_t> drops;
};

[[nodiscard]] Members members_of(std::span<std::uint32_t const> group_of, std::uint32_t groups)
{
    Members members;
    members.offsets.assign(groups + 1U, 0);
    for (auto const group : group_of) {
        ++members.offsets[group + 1U];
    }
    std::partial_sum(members.offsets.begin(), members.offsets.end(), members.offsets.begin());
    members.drops.resize(group_of.size());
    auto next = members.offsets;
    for (std::uint32_t drop = 0; drop < group_of.size(); ++drop) {
        members.drops[next[group_of[drop]]++] = drop;
    }
    return members;
}

/// Collects the neighbours of one vertex after another, parallel edges merged.
class EdgeCollector {
  public:
    explicit EdgeCollector(std::uint32_t groups) : place_(groups, none) {}

    void add(std::uint32_t group, double bytes)
    {
        if (place_[group] == none) {
            place_[group] = static_cast<std::uint32_t>(neighbours.size());
            neighbours.push_back(static_cast<std::int32_t>(group));
            weights.push_back(0);
        }
        weights[place_[group]] += bytes;
    }

    /// Ends the present vertex, whose neighbours begin at \p begin.
    void close(std::size_t begin)
    {
        for (std::size_t i = begin; i < neighbours.size(); ++i) {
            place_[static_cast<std::size_t>(neighbours[i])] = none;
        }
    }

    std::vector<std::int32_t> neighbours;
    std::vector<double> weights;

  private:
    std::vector<std::uint32_t> place_;  // [groups] where the present vertex holds it, or none
};

void collect_neighbours(graph::PhysicalGraph const& graph,
                        std::span<std::uint32_t const> group_of,
                        DropId drop,
                        EdgeCollector& edges)
{
    auto const own = group_of[drop.index()];
    for (auto const list : {graph.successors(drop), graph.predecessors(drop)}) {
        for (auto const other : list) {
            if (group_of[other.index()] != own) {
                edges.add(group_of[other.index()], volume(graph, drop, other));
            }
        }
    }
}

}  // namespace

WeightedGraph quotient(graph::PhysicalGraph const& graph,
                       std::span<std::uint32_t const> group_of,
                       std::uint32_t groups)
{
    if (graph.edge_count() > static_cast<std::size_t>(weight_budget) / 2) {
        throw Error{ErrorKind::invalid_graph,
                    "the graph has more than 500 million relations, more than METIS can take",
                    "use '--partition round-robin'"};
    }
    auto const members = members_of(group_of, groups);
    EdgeCollector edges{groups};
    std::vector<double> work(groups, 0.0);
    WeightedGraph result;
    result.offsets.reserve(groups + 1U);
    for (std::uint32_t group = 0; group < groups; ++group) {
        auto const begin = edges.neighbours.size();
        for (auto i = members.offsets[group]; i < members.offsets[group + 1U]; ++i) {
            DropId const drop{members.drops[i]};
            work[group] += is_app(graph, drop) ? graph.drop_template(drop).weight : 0.0;
            collect_neighbours(graph, group_of, drop, edges);
        }
        edges.close(begin);
        result.offsets.push_back(static_cast<std::int32_t>(edges.neighbours.size()));
    }
    result.neighbours = std::move(edges.neighbours);
    result.edge_weight = scaled(edges.weights);
    result.vertex_weight = scaled(work);
    return result;
}

ContractedGraph contract(graph::PhysicalGraph const& graph)
{
    auto const sections = find_sections(graph);
    auto const leader_of = [&](std::uint32_t drop) {
        if (sections.of(drop) != ExclusiveSections::none) {
            return sections.first(drop);
        }
        auto const lead = leader(graph, DropId{drop}).value;
        return sections.of(lead) == ExclusiveSections::none ? lead : sections.first(lead);
    };
    ContractedGraph result;
    result.vertex_of.assign(graph.size(), none);
    std::uint32_t vertices = 0;
    for (std::uint32_t drop = 0; drop < graph.size(); ++drop) {
        if (leader_of(drop) == drop) {
            result.vertex_of[drop] = vertices++;
        }
    }
    for (std::uint32_t drop = 0; drop < graph.size(); ++drop) {
        auto const lead = leader_of(drop);
        if (result.vertex_of[lead] == none) {
            result.vertex_of[lead] = vertices++;
        }
        result.vertex_of[drop] = result.vertex_of[lead];
    }
    result.graph = quotient(graph, result.vertex_of, vertices);
    return result;
}

}  // namespace atl::translate

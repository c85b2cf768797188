#include "runtime/placement.hpp"

#include <algorithm>
#include <vector>

#include "atoll/translate/branching.hpp"

namespace atl::runtime {

using translate::may_branch;

void keep_branches_together(graph::PhysicalGraph const& graph, graph::Placement& placement)
{
    std::vector<bool> seen(graph.size());
    std::vector<DropId> waiting;
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        DropId const first{i};
        if (seen[i] || !may_branch(graph.drop_template(first)) ||
            graph.successors(first).size() < 2) {
            continue;
        }
        seen[i] = true;
        waiting.push_back(first);
        while (!waiting.empty()) {
            auto const branch = waiting.back();
            waiting.pop_back();
            placement[branch.index()] = placement[i];
            for (auto const output : graph.successors(branch)) {
                placement[output.index()] = placement[i];
                for (auto const other : graph.predecessors(output)) {
                    if (!seen[other.index()] && may_branch(graph.drop_template(other))) {
                        seen[other.index()] = true;
                        waiting.push_back(other);
                    }
                }
            }
        }
    }
}

void keep_streams_together(graph::PhysicalGraph const& graph, graph::Placement& placement)
{
    if (std::ranges::none_of(graph.port_pairs(), &graph::PortPair::streaming)) {
        return;
    }
    auto const streams = [&](DropId data, std::size_t consumer) {
        return graph.port_pairs()[graph.successor_ports(data)[consumer]].streaming;
    };
    std::vector<bool> seen(graph.size());
    std::vector<DropId> waiting;
    auto const join = [&](DropId drop, RankId rank) {
        placement[drop.index()] = rank;
        if (!seen[drop.index()]) {
            seen[drop.index()] = true;
            waiting.push_back(drop);
        }
    };
    auto const join_neighbours = [&](DropId data, RankId rank) {
        auto const consumers = graph.successors(data);
        bool any = false;
        for (std::size_t i = 0; i < consumers.size(); ++i) {
            if (streams(data, i)) {
                any = true;
                join(consumers[i], rank);
            }
        }
        if (any) {
            join(data, rank);
            for (auto const producer : graph.predecessors(data)) {
                join(producer, rank);
            }
        }
    };
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        DropId const first{i};
        if (seen[i] || graph.drop_template(first).kind != DropKind::data) {
            continue;
        }
        auto const rank = placement[i];
        join_neighbours(first, rank);
        while (!waiting.empty()) {
            auto const drop = waiting.back();
            waiting.pop_back();
            if (graph.drop_template(drop).kind == DropKind::data) {
                continue;
            }
            for (auto const input : graph.predecessors(drop)) {
                join_neighbours(input, rank);
            }
            for (auto const output : graph.successors(drop)) {
                join_neighbours(output, rank);
            }
        }
    }
}

}  // namespace atl::runtime

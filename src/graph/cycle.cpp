#include "graph/cycle.hpp"

#include <algorithm>

namespace atl::graph {
namespace {

/// How many predecessors of each drop are left when all drops that can ever be reached have been
/// taken away: zero for all of them, unless there is a cycle.
std::vector<std::uint32_t> unreachable_inputs(PhysicalGraph const& graph, std::uint32_t& left)
{
    std::vector<std::uint32_t> waiting(graph.size());
    std::vector<DropId> ready;
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        waiting[i] = static_cast<std::uint32_t>(graph.predecessors(DropId{i}).size());
        if (waiting[i] == 0) {
            ready.push_back(DropId{i});
        }
    }
    left = graph.size();
    while (!ready.empty()) {
        auto const drop = ready.back();
        ready.pop_back();
        --left;
        for (auto const next : graph.successors(drop)) {
            if (--waiting[next.index()] == 0) {
                ready.push_back(next);
            }
        }
    }
    return waiting;
}

}  // namespace

std::vector<DropId> find_cycle(PhysicalGraph const& graph)
{
    std::uint32_t left = 0;
    auto const waiting = unreachable_inputs(graph, left);
    if (left == 0) {
        return {};
    }
    // Every drop that is left has a predecessor that is left: going back must come round.
    auto const is_left = [&](DropId drop) { return waiting[drop.index()] != 0; };
    auto drop = DropId{static_cast<std::uint32_t>(
        std::ranges::find_if(waiting, [](auto count) { return count != 0; }) - waiting.begin())};
    std::vector<bool> seen(graph.size());
    std::vector<DropId> path;
    while (!seen[drop.index()]) {
        seen[drop.index()] = true;
        path.push_back(drop);
        auto const before = graph.predecessors(drop);
        drop = *std::ranges::find_if(before, is_left);
    }
    path.erase(path.begin(), std::ranges::find(path, drop));
    std::ranges::reverse(path);
    return path;
}

}  // namespace atl::graph

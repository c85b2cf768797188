#include <algorithm>
#include <vector>

#include "atoll/graph/part.hpp"

namespace atl::graph {
namespace {

/// Seconds from the start of each drop to the end of the graph, along the longest path.
std::vector<float> time_to_end(PhysicalGraph const& graph)
{
    std::vector<float> time(graph.size(), 0);
    std::vector<std::uint32_t> waiting(graph.size());
    std::vector<DropId> ready;
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        waiting[i] = static_cast<std::uint32_t>(graph.successors(DropId{i}).size());
        if (waiting[i] == 0) {
            ready.push_back(DropId{i});
        }
    }
    while (!ready.empty()) {
        auto const drop = ready.back();
        ready.pop_back();
        auto const& properties = graph.drop_template(drop);
        time[drop.index()] += properties.kind == DropKind::app ? properties.weight : 0;
        for (auto const before : graph.predecessors(drop)) {
            time[before.index()] = std::max(time[before.index()], time[drop.index()]);
            if (--waiting[before.index()] == 0) {
                ready.push_back(before);
            }
        }
    }
    return time;
}

}  // namespace

std::vector<std::uint8_t> upward_rank(PhysicalGraph const& graph)
{
    auto const time = time_to_end(graph);
    std::vector<std::uint8_t> rank(graph.size(), 0);
    auto const longest = time.empty() ? time.end() : std::ranges::max_element(time);
    if (longest == time.end() || *longest <= 0) {
        return rank;
    }
    constexpr float most = 255;
    std::ranges::transform(time, rank.begin(), [scale = most / *longest](float seconds) {
        return static_cast<std::uint8_t>(seconds * scale);
    });
    return rank;
}

}  // namespace atl::graph

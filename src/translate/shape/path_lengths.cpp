#include "translate/shape/path_lengths.hpp"

#include <algorithm>
#include <ranges>

#include "translate/shape/topological_order.hpp"

namespace atl::translate {

PathLengths path_lengths(graph::PhysicalGraph const& graph)
{
    PathLengths paths{std::vector<double>(graph.size(), 0), std::vector<double>(graph.size(), 0)};
    auto const order = topological_order(graph);
    for (auto const drop : order) {
        double const end = paths.head[drop.index()] + seconds_of(graph, drop);
        paths.critical = std::max(paths.critical, end);
        for (auto const next : graph.successors(drop)) {
            paths.head[next.index()] = std::max(paths.head[next.index()], end);
        }
    }
    for (auto const drop : std::views::reverse(order)) {
        auto& tail = paths.tail[drop.index()];
        for (auto const next : graph.successors(drop)) {
            tail = std::max(tail, paths.tail[next.index()]);
        }
        tail += seconds_of(graph, drop);
    }
    return paths;
}

}  // namespace atl::translate

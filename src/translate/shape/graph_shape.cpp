#include "atoll/translate/graph_shape.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "translate/shape/measure_paths.hpp"
#include "translate/shape/topological_order.hpp"

namespace atl::translate {

void measure_paths(graph::PhysicalGraph const& graph,
                   std::function<std::uint64_t(DropId)> const& copies,
                   GraphShape& shape)
{
    std::vector<std::uint32_t> level(graph.size(), 0);
    std::vector<double> seconds(graph.size(), 0);
    std::vector<std::uint64_t> apps_of_level;
    std::uint64_t width = 0;
    for (auto const drop : topological_order(graph)) {
        auto const& about = graph.drop_template(drop);
        if (about.kind == DropKind::app) {
            seconds[drop.index()] += about.weight;
            auto const own = ++level[drop.index()];
            apps_of_level.resize(std::max<std::size_t>(apps_of_level.size(), own + 1U), 0);
            apps_of_level[own] += copies(drop);
            width = std::max(width, apps_of_level[own]);
        }
        shape.depth = std::max(shape.depth, level[drop.index()]);
        shape.critical_path = std::max(shape.critical_path, seconds[drop.index()]);
        for (auto const next : graph.successors(drop)) {
            level[next.index()] = std::max(level[next.index()], level[drop.index()]);
            seconds[next.index()] = std::max(seconds[next.index()], seconds[drop.index()]);
        }
    }
    shape.width = static_cast<std::uint32_t>(width);  // below the number of drops
}

namespace {

void count_templates(graph::PhysicalGraph const& graph, GraphShape& shape)
{
    shape.template_drops.assign(graph.templates().size(), 0);
    std::map<std::pair<TemplateId, TemplateId>, std::uint64_t> links;
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        auto const from = graph.template_of(DropId{i});
        ++shape.template_drops[from.index()];
        for (auto const next : graph.successors(DropId{i})) {
            ++links[{from, graph.template_of(next)}];
        }
    }
    for (auto const& [ends, relations] : links) {
        shape.links.push_back({ends.first, ends.second, relations});
    }
}

}  // namespace

GraphShape shape_of(graph::PhysicalGraph const& graph)
{
    GraphShape shape;
    measure_paths(
        graph, [](DropId) { return 1; }, shape);
    count_templates(graph, shape);
    return shape;
}

}  // namespace atl::translate

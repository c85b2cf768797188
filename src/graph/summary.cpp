#include "atoll/graph/summary.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "atoll/core/units.hpp"

namespace atl::graph {
namespace {

constexpr std::array<std::string_view, 7> support_words{
    "native", "python", "container", "mpi", "service", "unknown", "incomplete"};

constexpr std::array<std::string_view, 3> severity_words{"note", "warning", "error"};

}  // namespace

void add_drops(GraphSummary& summary, DropTemplate const& properties, std::uint32_t drops)
{
    auto& counts = summary.components;
    auto const found = std::ranges::find_if(counts, [&](GraphSummary::Count const& count) {
        return count.component == properties.component && count.support == properties.support;
    });
    if (found == counts.end()) {
        counts.push_back({properties.component, properties.support, drops});
    } else {
        found->drops += drops;
    }
}

void sort_components(GraphSummary& summary)
{
    std::ranges::stable_sort(
        summary.components, std::ranges::greater{}, &GraphSummary::Count::drops);
}

GraphSummary summarize(PhysicalGraph const& graph)
{
    GraphSummary summary;
    summary.name = graph.graph_name();
    summary.drops = graph.size();
    summary.relations = graph.edge_count();
    summary.templates = graph.templates().size();
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        auto const& properties = graph.drop_template(DropId{i});
        auto const is_app = properties.kind == DropKind::app;
        summary.apps += is_app ? 1 : 0;
        summary.roots += graph.predecessors(DropId{i}).empty() ? 1 : 0;
        (is_app ? summary.app_seconds : summary.data_bytes) += properties.weight;
        add_drops(summary, properties, 1);
    }
    sort_components(summary);
    return summary;
}

std::string render(GraphSummary const& summary)
{
    auto text = fmt::format(
        "graph       {}\ndrops       {} ({} apps, {} data)\nrelations   {}\ntemplates   {}\n"
        "roots       {}\nweights     {} of apps, {} of data\ncomponents\n",
        summary.name,
        summary.drops,
        summary.apps,
        summary.drops - summary.apps,
        summary.relations,
        summary.templates,
        summary.roots,
        to_string(Seconds{summary.app_seconds}),
        to_string(Bytes{static_cast<std::uint64_t>(std::min(summary.data_bytes, 9e18))}));
    for (auto const& count : summary.components) {
        text += fmt::format("  {:>10}  {}", count.drops, to_string(count.component));
        if (count.support != Support::native) {
            text += fmt::format(" ({}: cannot run here)", to_string(count.support));
        }
        text += '\n';
    }
    return text;
}

std::string to_json(GraphSummary const& summary, Diagnostics const& diagnostics)
{
    nlohmann::ordered_json json{{"graph", summary.name},
                                {"valid", !diagnostics.has_errors()},
                                {"drops", summary.drops},
                                {"apps", summary.apps},
                                {"relations", summary.relations},
                                {"templates", summary.templates},
                                {"roots", summary.roots},
                                {"app_seconds", summary.app_seconds},
                                {"data_bytes", summary.data_bytes},
                                {"components", nlohmann::ordered_json::array()},
                                {"errors", diagnostics.count(Severity::error)},
                                {"warnings", diagnostics.count(Severity::warning)},
                                {"problems", nlohmann::ordered_json::array()}};
    for (auto const& count : summary.components) {
        json["components"].push_back({{"component", to_string(count.component)},
                                      {"support", to_string(count.support)},
                                      {"drops", count.drops}});
    }
    for (auto const& problem : diagnostics.problems()) {
        json["problems"].push_back(
            {{"severity", severity_words[static_cast<std::size_t>(problem.severity)]},
             {"where", problem.where},
             {"what", problem.what},
             {"hint", problem.hint}});
    }
    constexpr int indent = 2;
    return json.dump(indent, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::string_view to_string(Support support) noexcept
{
    return support_words[static_cast<std::size_t>(support)];
}

}  // namespace atl::graph

#include "atoll/translate/summarize.hpp"

#include <algorithm>

namespace atl::translate {
namespace {

/// Drops of \p block that nothing feeds.
std::uint64_t roots_of(TemplateGraph const& graph, std::uint32_t block)
{
    auto const incoming = graph.incoming(block);
    auto const count = graph.blocks()[block].count;
    // Whether a target has sources follows from its index within one outer index of each rule.
    std::uint64_t period = 1;
    for (auto const number : incoming) {
        auto const& relation = graph.relations()[number];
        if (relation.form == TemplateRelation::Form::into_events) {
            return 0;
        }
        period = std::max(period, relation.pairs.targets);
    }
    bool const repeats = count % period == 0 && std::ranges::all_of(incoming, [&](auto number) {
                             return period % graph.relations()[number].pairs.targets == 0;
                         });
    auto const looked_at = repeats ? period : count;
    std::uint64_t roots = 0;
    for (std::uint64_t index = 0; index < looked_at; ++index) {
        roots += std::ranges::none_of(incoming, [&](auto number) {
            return graph.relations()[number].source_count(index) > 0;
        });
    }
    return repeats ? roots * (count / period) : roots;
}

/// Whether every drop of \p block surely has a predecessor.
bool always_fed(TemplateGraph const& graph, std::uint32_t block)
{
    return std::ranges::any_of(graph.incoming(block), [&](auto number) {
        auto const pattern = graph.relations()[number].pairs.pattern;
        return pattern == BlockRelation::Pattern::all ||
               pattern == BlockRelation::Pattern::pairwise;
    });
}

}  // namespace

graph::GraphSummary summarize(TemplateGraph const& graph)
{
    graph::GraphSummary summary;
    summary.name = graph.representatives().graph_name();
    summary.drops = static_cast<std::uint32_t>(graph.size());
    summary.templates = graph.representatives().templates().size();
    for (auto const& relation : graph.relations()) {
        summary.relations += relation.pairs.edges();
    }
    for (std::uint32_t block = 0; block < graph.blocks().size(); ++block) {
        auto const& properties = graph.properties(block);
        auto const drops = static_cast<std::uint32_t>(graph.blocks()[block].count);
        bool const is_app = properties.kind == DropKind::app;
        summary.apps += is_app ? drops : 0;
        (is_app ? summary.app_seconds : summary.data_bytes) +=
            static_cast<double>(properties.weight) * drops;
        if (!always_fed(graph, block)) {
            summary.roots += static_cast<std::uint32_t>(roots_of(graph, block));
        }
        graph::add_drops(summary, properties, drops);
    }
    graph::sort_components(summary);
    return summary;
}

std::vector<std::uint64_t> drops_by_template(TemplateGraph const& graph)
{
    std::vector<std::uint64_t> drops(graph.representatives().templates().size());
    for (auto const& block : graph.blocks()) {
        drops[block.drop_template.index()] += block.count;
    }
    return drops;
}

}  // namespace atl::translate

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>
#include <vector>

#include "atoll/translate/graph_shape.hpp"
#include "atoll/translate/summarize.hpp"
#include "atoll/translate/unroll.hpp"

#include "translate/shape/measure_paths.hpp"

namespace atl::translate {
namespace {

using graph::Construct;
using Pattern = BlockRelation::Pattern;

constexpr std::uint64_t most_modelled = 5'000'000;  // drops

/// \p graph with one copy of what does not depend on its siblings. Iterations stay: they do.
[[nodiscard]] graph::LogicalGraph with_one_copy(graph::LogicalGraph graph)
{
    for (auto& node : graph.nodes) {
        if (node.construct == Construct::scatter || node.construct == Construct::processes) {
            node.count = 1;
        }
    }
    return graph;
}

/// Whether the one drop that \p model joins stands for what \p whole joins.
[[nodiscard]] bool is_modelled(BlockRelation const& whole, BlockRelation const& model)
{
    bool const single = model.sources == 1 && model.targets == 1;
    bool const mixes = model.pattern == Pattern::chunks || model.pattern == Pattern::table;
    return single || (whole.pattern == model.pattern && !mixes);
}

[[nodiscard]] bool is_modelled(UnrollPlan const& whole, UnrollPlan const& model)
{
    return whole.blocks.size() == model.blocks.size() &&
           std::ranges::equal(whole.relations,
                              model.relations,
                              [](BlockRelation const& a, BlockRelation const& b) {
                                  return a.from == b.from && a.to == b.to && is_modelled(a, b);
                              });
}

/// Number of the first drop of each block when annotations are left out, as expand() does.
[[nodiscard]] std::vector<std::uint64_t> first_drops(graph::LogicalGraph const& graph,
                                                     UnrollPlan const& plan)
{
    std::vector<std::uint64_t> first;
    std::uint64_t drops = 0;
    for (auto const& block : plan.blocks) {
        first.push_back(drops);
        drops += graph.nodes[block.node].construct == Construct::annotation ? 0 : block.count;
    }
    return first;
}

/// Depth, width and critical path of what \p graph unrolls to, or that they are not known.
void model_paths(graph::LogicalGraph const& graph, UnrollOptions const& options, GraphShape& shape)
{
    Diagnostics ignored;  // of a graph that has passed
    auto const whole = plan_unroll(graph, options, ignored);
    auto const small = with_one_copy(graph);
    auto const model = plan_unroll(small, options, ignored);
    shape.paths_known = model.drops <= most_modelled && is_modelled(whole, model);
    if (!shape.paths_known) {
        return;
    }
    auto const first = first_drops(small, model);
    auto const copies = [&](DropId drop) {
        auto const after = std::ranges::upper_bound(first, std::uint64_t{drop.value});
        auto const block = static_cast<std::size_t>(std::distance(first.begin(), after)) - 1;
        return whole.blocks[block].count / model.blocks[block].count;
    };
    measure_paths(expand(small, model, options, ignored), copies, shape);
}

}  // namespace

GraphShape shape_of(graph::LogicalGraph const& graph,
                    UnrollOptions const& options,
                    TemplateGraph const& templates)
{
    GraphShape shape;
    model_paths(graph, options, shape);
    for (auto const drops : drops_by_template(templates)) {
        shape.template_drops.push_back(static_cast<std::uint32_t>(drops));
    }
    std::map<std::pair<TemplateId, TemplateId>, std::uint64_t> links;
    for (auto const& relation : templates.relations()) {
        if (auto const edges = relation.pairs.edges(); edges > 0) {
            links[{templates.blocks()[relation.from].drop_template,
                   templates.blocks()[relation.to].drop_template}] += edges;
        }
    }
    for (auto const& [ends, relations] : links) {
        shape.links.push_back({ends.first, ends.second, relations});
    }
    return shape;
}

}  // namespace atl::translate

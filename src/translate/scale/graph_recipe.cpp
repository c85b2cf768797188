#include "atoll/translate/graph_recipe.hpp"

namespace atl::translate {

std::optional<TemplateGraph> follow_recipe(GraphRecipe const& recipe, Diagnostics& diagnostics)
{
    auto read = graph::read_logical_graph(recipe.text, recipe.source, recipe.changes);
    for (auto const& problem : read.diagnostics.problems()) {
        diagnostics.add(problem);
    }
    if (diagnostics.has_errors()) {
        return std::nullopt;
    }
    auto const plan = plan_unroll(read.graph, recipe.unroll, diagnostics);
    if (diagnostics.has_errors()) {
        return std::nullopt;
    }
    return make_template_graph(read.graph, plan, recipe.unroll, diagnostics);
}

}  // namespace atl::translate

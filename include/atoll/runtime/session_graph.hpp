#pragma once

#include <cstdint>
#include <memory>

#include "atoll/core/diagnostics.hpp"
#include "atoll/drops/check_templates.hpp"
#include "atoll/graph/physical_graph.hpp"
#include "atoll/graph/read_graph.hpp"
#include "atoll/translate/graph_recipe.hpp"
#include "atoll/translate/template_graph.hpp"

namespace atl::runtime {

/// What a session runs: every drop in arrays, or templates with the recipe by which each rank makes
/// its own part of them.
struct SessionGraph {
    graph::PhysicalGraph drops;  ///< When there are no `templates`.
    std::shared_ptr<translate::TemplateGraph const> templates;
    translate::GraphRecipe recipe;  ///< Of `templates`.
    Diagnostics diagnostics;        ///< The graph is usable only when there are no errors.
};

/// As graph::check_runnable() for either form; what is wrong goes to the graph's diagnostics.
void check_runnable(SessionGraph& graph, graph::RunsOn where = graph::RunsOn::this_installation);

/// As drops::check_templates() for either form; what is wrong goes to the graph's diagnostics.
void check_templates(SessionGraph& graph, drops::Surroundings surroundings);

/// Warns of apps that ask for more CPUs than a rank has, \p cpus: they run, alone, on all of them.
void check_cpus(SessionGraph& graph, std::uint32_t cpus);

}  // namespace atl::runtime

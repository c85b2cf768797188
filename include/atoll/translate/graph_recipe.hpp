#pragma once

#include <optional>
#include <string>

#include "atoll/core/diagnostics.hpp"
#include "atoll/graph/read_logical_graph.hpp"
#include "atoll/translate/template_graph.hpp"
#include "atoll/translate/unroll.hpp"

namespace atl::translate {

/// All that it takes to make the same TemplateGraph elsewhere: the logical graph's text and what is
/// changed in it.
struct GraphRecipe {
    std::string text;    ///< JSON, unpacked.
    std::string source;  ///< Name for messages.
    graph::LogicalGraphOptions changes;
    UnrollOptions unroll;
};

/// Reads, plans and makes the graph of \p recipe; as make_template_graph().
[[nodiscard]] std::optional<TemplateGraph> follow_recipe(GraphRecipe const& recipe,
                                                         Diagnostics& diagnostics);

}  // namespace atl::translate

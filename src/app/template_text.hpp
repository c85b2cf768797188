#pragma once

#include <string>

#include "atoll/graph/physical_graph.hpp"

#include "app/load_graph.hpp"

namespace atl::app {

/// A physical graph template and its text in DALiuGE's form.
struct TemplateText {
    std::string text;
    graph::PhysicalGraph graph;
};

/// The template in \p file, or what the logical graph in it unrolls to; warnings go to stderr.
/// \throws Error{invalid_graph} with all that is wrong with it.
[[nodiscard]] TemplateText load_template(graph::GraphFile const& file, LoadOptions const& options);

}  // namespace atl::app

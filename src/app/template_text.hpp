#pragma once

#include <optional>
#include <ostream>
#include <string>

#include "atoll/graph/logical_graph.hpp"
#include "atoll/graph/physical_graph.hpp"
#include "atoll/graph/write_graph.hpp"
#include "atoll/translate/unroll.hpp"

#include "app/load_graph.hpp"

namespace atl::app {

/// A logical graph and what it unrolls to.
struct Drawing {
    graph::LogicalGraph graph;
    translate::UnrollPlan plan;
    translate::UnrollOptions options;
};

/// A physical graph template, and what it takes to write it down in DALiuGE's form.
struct TemplateText {
    graph::PhysicalGraph graph;
    std::string text;                ///< What it was read from; empty when it was `drawn`.
    std::optional<Drawing> drawing;  ///< What it was made from, if from a logical graph.
};

/// The template in \p file, or what the logical graph in it unrolls to; warnings go to stderr.
/// \throws Error{invalid_graph} with all that is wrong with it.
[[nodiscard]] TemplateText load_template(graph::GraphFile const& file, LoadOptions const& options);

/// Writes \p loaded to \p out, `node` and `island` of each drop being those of \p placement.
/// \throws Error{io} when \p out fails.
void write_placed(TemplateText const& loaded,
                  graph::WrittenPlacement const& placement,
                  std::ostream& out);

}  // namespace atl::app

#pragma once

#include "atoll/graph/logical_graph.hpp"
#include "atoll/graph/read_logical_graph.hpp"

#include "graph/logical/document.hpp"

namespace atl::graph::logical {

/// The model of a document that has been upgraded, configured and freed of embedded apps.
///
/// Unknown ids in links, ids that occur twice, groups inside themselves and multiplicities that are
/// no numbers are errors; unknown parents and ports are warnings.
[[nodiscard]] LogicalGraph assemble(Document& document, LogicalGraphOptions const& options);

}  // namespace atl::graph::logical

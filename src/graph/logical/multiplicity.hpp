#pragma once

#include "atoll/graph/logical_graph.hpp"

#include "graph/logical/document.hpp"

namespace atl::graph::logical {

/// Sets count, width and keys of \p node from the construct's parameters in \p source.
void read_multiplicity(Document& document, Json const& source, LogicalNode& node);

}  // namespace atl::graph::logical

#pragma once

#include "atoll/graph/logical_graph.hpp"

#include "graph/logical/document.hpp"

namespace atl::graph::logical {

/// Reports what \p source, which \p node is made from, says wrongly of itself: a time, a volume or
/// a number of CPUs that is no number; a category that no EAGLE has had (a warning, since the class
/// decides what runs).
void check_node(Document& document, Json const& source, LogicalNode const& node);

}  // namespace atl::graph::logical

#pragma once

#include "atoll/graph/read_logical_graph.hpp"

#include "graph/logical/document.hpp"

namespace atl::graph::logical {

/// Applies EAGLE's graph configuration (the one asked for, else the active one), then the `--set`
/// values. Names that do not exist are errors when they come from the command line and warnings
/// when they come from the file.
void configure(Document& document, LogicalGraphOptions const& options);

/// Replaces `{name}` in all fields by the values of global variables and removes their nodes.
void apply_globals(Document& document);

}  // namespace atl::graph::logical

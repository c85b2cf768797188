#pragma once

#include <string>
#include <string_view>

#include "atoll/graph/read_logical_graph.hpp"

#include "graph/logical/document.hpp"

namespace atl::graph::logical {

/// \p text with `~name` and `~{name}` replaced by the options' fills, as JSON text.
[[nodiscard]] std::string fill_parameters(std::string_view text,
                                          LogicalGraphOptions const& options);

/// An error for each fill whose name does not occur in \p text, with the nearest that does.
void check_fills(std::string_view text,
                 LogicalGraphOptions const& options,
                 Diagnostics& diagnostics);

/// Applies EAGLE's graph configuration (the one asked for, else the active one), then the `--set`
/// values. Names that do not exist are errors when they come from the command line and warnings
/// when they come from the file.
void configure(Document& document, LogicalGraphOptions const& options);

/// Replaces `{name}` in all fields by the values of global variables and removes their nodes.
void apply_globals(Document& document);

}  // namespace atl::graph::logical

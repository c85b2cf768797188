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

/// Warns of parameters, `~name` or `~{name}`, that values of fields still hold: real graphs have
/// some where nobody reads them. Names that a fill was given for are not among them.
void report_unfilled(Document& document, LogicalGraphOptions const& options);

}  // namespace atl::graph::logical

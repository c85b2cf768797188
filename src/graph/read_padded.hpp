#pragma once

#include <string>
#include <string_view>

#include "atoll/graph/read_graph.hpp"

namespace atl::graph {

/// \p json without the byte order mark that it may start with.
[[nodiscard]] std::string_view without_byte_order_mark(std::string_view json) noexcept;

/// As read_physical_graph().
/// \pre 64 bytes after \p json can be read.
[[nodiscard]] ReadResult read_padded(std::string_view json,
                                     std::string const& source,
                                     FileCheck check);

}  // namespace atl::graph

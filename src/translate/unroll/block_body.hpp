#pragma once

#include <string>

#include "atoll/graph/logical_graph.hpp"
#include "atoll/translate/unroll.hpp"

namespace atl::translate {

/// What the drops of \p block have in common: members of a JSON object, without braces.
[[nodiscard]] std::string block_body(graph::LogicalGraph const& graph, Block const& block);

}  // namespace atl::translate

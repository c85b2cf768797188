#pragma once

#include "atoll/graph/graph_builder.hpp"
#include "atoll/translate/unroll.hpp"

namespace atl::translate {

/// Adds the template of the drops of \p block to \p builder. What is wrong with it goes to
/// \p diagnostics with the node's name and id.
[[nodiscard]] TemplateId add_block_template(graph::GraphBuilder& builder,
                                            graph::LogicalGraph const& graph,
                                            Block const& block,
                                            Diagnostics& diagnostics);

}  // namespace atl::translate

#include "translate/unroll/block_template.hpp"

#include <fmt/format.h>

#include "translate/unroll/block_body.hpp"

namespace atl::translate {

TemplateId add_block_template(graph::GraphBuilder& builder,
                              graph::LogicalGraph const& graph,
                              Block const& block,
                              Diagnostics& diagnostics)
{
    auto const& node = graph.nodes[block.node];
    graph::Place const place{
        .source = graph.source, .pointer = fmt::format("node '{}'", node.name), .oid = node.id};
    return builder.add_template("{" + block_body(graph, block) + "}", diagnostics, place);
}

}  // namespace atl::translate

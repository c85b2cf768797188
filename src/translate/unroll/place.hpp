#pragma once

#include <string>

#include <fmt/format.h>

#include "atoll/graph/logical_graph.hpp"

namespace atl::translate {

/// Place of a node for a message: "imaging.graph: node 'clean' (id 'ab12')".
[[nodiscard]] inline std::string place_of(graph::LogicalGraph const& graph, std::uint32_t node)
{
    auto const& about = graph.nodes[node];
    return fmt::format(
        "{}: node '{}' (id '{}')", graph.source, about.name, graph::drawn_id(about.id));
}

/// Place of a drop made from a node: "imaging.graph: node 'clean' (id 'ab12'), drop '1_ab12_0-3'".
[[nodiscard]] inline std::string place_of(graph::LogicalGraph const& graph,
                                          std::uint32_t node,
                                          std::string const& oid)
{
    return fmt::format("{}, drop '{}'", place_of(graph, node), oid);
}

/// Place of a link for a message: "imaging.graph: link from 'a' (id '1') to 'b' (id '2')".
[[nodiscard]] inline std::string place_of(graph::LogicalGraph const& graph,
                                          graph::LogicalLink const& link)
{
    auto const& from = graph.nodes[link.from];
    auto const& to = graph.nodes[link.to];
    return fmt::format("{}: link from '{}' (id '{}') to '{}' (id '{}')",
                       graph.source,
                       from.name,
                       graph::drawn_id(from.id),
                       to.name,
                       graph::drawn_id(to.id));
}

}  // namespace atl::translate

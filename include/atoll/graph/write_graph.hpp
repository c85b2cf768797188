#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "atoll/graph/physical_graph.hpp"

namespace atl::graph {

/// The `node` and `island` that a written graph gives to its drops: the name of number k, or "#k"
/// when there are no names.
struct WrittenPlacement {
    std::vector<std::uint32_t> node;          ///< [graph.size()]
    std::vector<std::uint32_t> island;        ///< [graph.size()], or empty: all on island 0.
    std::vector<std::string> node_names{};    ///< Empty, or one for every number in node.
    std::vector<std::string> island_names{};  ///< Empty, or one for every number in island.
};

/// Writes \p graph as DALiuGE reads it: a list of drops with their relations on both sides, then
/// reprodata. What the reader leaves out (loop_ctx, uid, drops' reprodata) is not written.
///
/// `node` and `island` are those of \p placement, or of the graph when it is nullptr. Streams:
/// memory does not grow with the graph.
/// \throws Error{io} when \p out fails.
void write_physical_graph(PhysicalGraph const& graph,
                          WrittenPlacement const* placement,
                          std::ostream& out);

/// Copies \p json, the text that \p graph was read from, to \p out, with `node` and `island` of
/// every drop replaced; nothing else changes.
///
/// \throws Error{io} when \p out fails, Error{invalid_graph} when \p json is not the text of
/// \p graph.
void rewrite_placement(std::string_view json,
                       PhysicalGraph const& graph,
                       WrittenPlacement const& placement,
                       std::ostream& out);

}  // namespace atl::graph

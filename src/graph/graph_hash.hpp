#pragma once

#include <cstdint>
#include <span>

#include "atoll/graph/physical_graph.hpp"

namespace atl::graph {

/// Hash over the identities, templates, relations and port names of \p graph, whatever the order of
/// its drops. \p template_hashes [templates] are content hashes. O(drops + relations).
[[nodiscard]] std::uint64_t graph_hash(PhysicalGraph const& graph,
                                       std::span<std::uint64_t const> template_hashes);

}  // namespace atl::graph

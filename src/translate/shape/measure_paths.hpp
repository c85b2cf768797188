#pragma once

#include <cstdint>
#include <functional>

#include "atoll/translate/graph_shape.hpp"

namespace atl::translate {

/// Sets depth, width and critical path of \p shape to those of \p graph, each of whose app drops
/// stands for \p copies(drop) in the width. \pre no cycle. O(drops + relations).
void measure_paths(graph::PhysicalGraph const& graph,
                   std::function<std::uint64_t(DropId)> const& copies,
                   GraphShape& shape);

}  // namespace atl::translate

#pragma once

#include <cstdint>
#include <vector>

#include "atoll/translate/template_graph.hpp"

namespace atl::translate {

/// [blocks] Length of the longest path from a drop of each block to the end of the graph, in
/// weights of apps, scaled to 0..255; more is sooner. Steps from one iteration of a loop to the
/// next do not count: all iterations of a block have the same priority. O(blocks + relations).
[[nodiscard]] std::vector<std::uint8_t> block_priority(TemplateGraph const& graph);

}  // namespace atl::translate

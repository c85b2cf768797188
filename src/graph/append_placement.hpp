#pragma once

#include <cstdint>
#include <string>

#include "atoll/graph/write_graph.hpp"

namespace atl::graph {

/// Appends `,"node":...,"island":...` of drop number \p drop.
void append_placement(WrittenPlacement const& placement, std::uint32_t drop, std::string& json);

}  // namespace atl::graph

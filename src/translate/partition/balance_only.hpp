#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace atl::translate {

/// Deals vertices out in order of weight, each to the part that is lightest by then: for graphs
/// without edges, and where edges are of no use. \pre parts >= 1.
/// \returns the part of each vertex. O(vertices log vertices).
[[nodiscard]] std::vector<std::uint32_t> balance_only(std::span<std::int32_t const> vertex_weight,
                                                      std::uint32_t parts);

}  // namespace atl::translate

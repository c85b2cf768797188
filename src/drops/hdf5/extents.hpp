#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace atl::drops {

/// Lengths of a dataset's (or a chunk's) axes, slowest first. 0 in a shape: as long as the data
/// makes it; at most one.
using Extents = std::vector<std::uint64_t>;

/// Reads "[36, 512, 512]", "36,512,512" or "36x512x512"; -1 stands for 0; "" is no axis.
/// \throws Error{invalid_graph} for anything else.
[[nodiscard]] Extents parse_extents(std::string_view text);

/// \p shape with its open axis filled in, so that it holds \p elements; an empty one is one axis.
/// \throws Error{io} when they do not fit.
[[nodiscard]] Extents fit_extents(Extents shape, std::uint64_t elements);

}  // namespace atl::drops

#pragma once

#include <cstdint>

#include "atoll/graph/part.hpp"

namespace atl::graph {

/// The part of somebody who runs own app \p app of \p part and owns nothing else: the app is drop
/// 0, its inputs and then its outputs are ghosts, in the order of the app's lists and each once.
/// O(neighbours of the app and texts of their templates).
[[nodiscard]] Part app_part(Part const& part, std::uint32_t app);

}  // namespace atl::graph

#pragma once

#include "atoll/translate/unroll.hpp"

namespace atl::translate {

/// Whether the blocks of \p plan have an order in which each comes after those that feed it, as in
/// a drawing without loops: then no drop can wait for itself. O(blocks + relations).
[[nodiscard]] bool has_block_order(UnrollPlan const& plan);

}  // namespace atl::translate

#pragma once

#include <cstddef>
#include <vector>

#include "atoll/drops/nd_array.hpp"

namespace atl::drops {

/// \p array cut along \p axis into \p parts pieces as numpy's `array_split` does: the first ones
/// are longer by one where it does not come out even. \pre parts > 0 and array.shape.size() > axis.
[[nodiscard]] std::vector<NdArray> array_split(NdArray const& array,
                                               std::size_t parts,
                                               std::size_t axis);

}  // namespace atl::drops

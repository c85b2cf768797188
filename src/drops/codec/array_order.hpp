#pragma once

#include <string>
#include <vector>

#include "atoll/drops/nd_array.hpp"

namespace atl::drops {

/// Turns the bytes of every number in \p data round. \pre data.size() is a multiple of the items'.
void swap_bytes(std::string& data, DType dtype);

/// Items of an array in Fortran order, put in C order. \pre \p data holds exactly \p shape's items.
[[nodiscard]] std::string from_fortran_order(std::string const& data,
                                             std::vector<std::size_t> const& shape,
                                             std::size_t item_size);

}  // namespace atl::drops

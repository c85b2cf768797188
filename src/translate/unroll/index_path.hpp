#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace atl::translate {

/// Appends the indexes of drop \p index of a block with \p axes to \p text: "0", then \p separator
/// and the index on each axis.
void append_index_path(std::span<std::uint64_t const> axes,
                       std::uint64_t index,
                       char separator,
                       std::string& text);

}  // namespace atl::translate

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace atl::translate {

/// Appends the indexes of drop \p index of a block with \p axes to \p text: "0", then \p separator
/// and the index on each axis.
void append_index_path(std::span<std::uint64_t const> axes,
                       std::uint64_t index,
                       char separator,
                       std::string& text);

/// The index that \p text, "0-3-1", stands for; nothing when it is no index path of \p axes.
[[nodiscard]] std::optional<std::uint64_t> read_index_path(std::span<std::uint64_t const> axes,
                                                           std::string_view text);

}  // namespace atl::translate

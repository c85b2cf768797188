#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <simdjson.h>

#include "atoll/core/diagnostics.hpp"

namespace atl::graph {

/// "line 3, column 14 (byte 57)" of \p offset in \p text; all count from 1, the byte from 0.
[[nodiscard]] std::string line_and_column(std::string_view text, std::size_t offset);

/// Place of the first byte that is not UTF-8; the size of \p text when all are.
[[nodiscard]] std::size_t first_bad_utf8(std::string_view text) noexcept;

/// What simdjson found wrong with \p text, in words for a person.
/// \param offset  where it stopped, if it knows.
[[nodiscard]] Problem json_problem(simdjson::error_code code,
                                   std::string_view text,
                                   std::string const& source,
                                   std::optional<std::size_t> offset);

}  // namespace atl::graph

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <simdjson.h>

#include "atoll/core/diagnostics.hpp"

namespace atl::graph {

/// "line 3, column 14" of \p offset in \p text; both count from 1, columns in bytes.
[[nodiscard]] std::string line_and_column(std::string_view text, std::size_t offset);

/// The same as editors and terminals take it: "g.json:3:14".
[[nodiscard]] std::string place_in_file(std::string const& source,
                                        std::string_view text,
                                        std::size_t offset);

/// Place of the first byte that is not UTF-8; the size of \p text when all are.
[[nodiscard]] std::size_t first_bad_utf8(std::string_view text) noexcept;

/// What is wrong with \p text, for which simdjson gave \p code, in words for a person.
/// \param offset  where simdjson stopped, if it knows: for what is no fault of the text.
[[nodiscard]] Problem json_problem(simdjson::error_code code,
                                   std::string_view text,
                                   std::string const& source,
                                   std::optional<std::size_t> offset);

}  // namespace atl::graph

#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>

#include "graph/logical/document.hpp"

namespace atl::graph::logical {

/// Name under which a node keeps the values of its fields while a document is converted.
inline constexpr char const* attributes_key = "#attributes";

/// Gives \p node an object of its fields' values, where an empty value counts as the default.
void collect_attributes(Json& node);

/// Value of attribute (else key) \p name of \p node; a null value when there is none.
[[nodiscard]] Json const& attribute(Json const& node, char const* name);

/// First of \p names that \p node has as attribute or key; a null value when there is none.
[[nodiscard]] Json const& attribute(Json const& node, std::initializer_list<char const*> names);

/// \p value as DALiuGE's translator reads whole numbers: 5, 5.7 (as 5), "5", true.
[[nodiscard]] std::optional<std::int64_t> whole_number(Json const& value);

/// Value of the attribute called "<word> <rest>" or "<word>_<rest>..." in letters of any case; null
/// when there is none.
[[nodiscard]] Json const& amount(Json const& node, std::string_view word, std::string_view rest);

/// Expected seconds (\p word "execution") or volume (\p word "data" with "volume") of \p node, from
/// the first attribute called like it; 1 when there is none.
[[nodiscard]] std::int64_t weight_of(Json const& node,
                                     std::string_view word,
                                     std::string_view rest);

}  // namespace atl::graph::logical

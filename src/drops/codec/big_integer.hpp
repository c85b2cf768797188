#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "atoll/drops/py_value.hpp"

namespace atl::drops {

/// Digits beyond which Python, too, refuses to convert an integer from or to text.
inline constexpr std::size_t max_integer_digits = 4300;

/// The integer whose two's complement is \p bytes (little-endian): of 64 bits where it fits.
[[nodiscard]] PyValue integer_from_bytes(std::string_view bytes);

/// Two's complement of \p value, little-endian, as few bytes as will do; "" for 0.
[[nodiscard]] std::string integer_to_bytes(std::int64_t value);

/// The integer that the decimal \p text spells: a sign, digits.
/// \returns nothing when it is not of this form, or longer than max_integer_digits.
[[nodiscard]] std::optional<PyValue> integer_from_decimal(std::string_view text);

/// Decimal digits of \p value. \throws Error{io} when there are more than max_integer_digits.
[[nodiscard]] std::string to_decimal(PyValue::BigInteger const& value);

}  // namespace atl::drops

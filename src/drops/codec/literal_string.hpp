#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "atoll/drops/py_value.hpp"

namespace atl::drops {

/// Reads the Python string or bytes literal at \p place of \p text (quotes of one or three,
/// prefixes r, b, u, br) and moves \p place behind it.
/// \returns nothing, and leaves \p place, when no such literal begins there.
/// \throws Error{io} when one begins but does not end, or has an escape that is not known.
[[nodiscard]] std::optional<PyValue> take_literal_string(std::string_view text, std::size_t& place);

/// Bytes that the escapes of a Python bytes literal stand for: \p body is what is between the
/// quotes. \throws Error{io} for damaged escapes.
[[nodiscard]] std::string unescape_bytes(std::string_view body);

/// Text of pickle's protocol 0: only \\uXXXX and \\UXXXXXXXX are escapes, other bytes are latin1.
/// \throws Error{io} for damaged escapes.
[[nodiscard]] std::string unescape_raw_unicode(std::string_view body);

}  // namespace atl::drops

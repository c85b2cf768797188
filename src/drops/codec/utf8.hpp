#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace atl::drops {

/// Adds character \p code to \p out. \pre code < 0x110000.
void append_utf8(std::string& out, std::uint32_t code);

/// Text of a numpy 'U' item: little-endian UTF-32, zeros at its end left out. Units that are no
/// characters become U+FFFD.
[[nodiscard]] std::string utf8_from_utf32(std::string_view units);

/// The opposite. \returns "" when \p utf8 is not valid UTF-8 and \p utf8 is not empty.
[[nodiscard]] std::string utf32_from_utf8(std::string_view utf8);

/// Whether \p text is UTF-8 (surrogates, which Python can write, included).
[[nodiscard]] bool is_utf8(std::string_view text);

/// Each character of \p utf8 as one byte, as Python's "latin1" does it.
/// \returns false when \p utf8 is not UTF-8 or has characters above 255.
[[nodiscard]] bool to_latin1(std::string_view utf8, std::string& out);

}  // namespace atl::drops

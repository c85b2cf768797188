#include "drops/codec/literal_string.hpp"

#include <array>
#include <charconv>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

#include "drops/codec/utf8.hpp"

namespace atl::drops {
namespace {

enum class Flavour : std::uint8_t { text, bytes };

[[noreturn]] void fail(std::string_view what, std::string_view where)
{
    throw Error{ErrorKind::io,
                fmt::format("{} in the string '{}'", what, where.substr(0, 60)),
                "strings are quoted and escaped as in Python"};
}

/// \p digits hexadecimal digits at \p place of \p body, which moves behind them.
[[nodiscard]] std::uint32_t hexadecimal(std::string_view body,
                                        std::size_t& place,
                                        std::size_t digits)
{
    std::uint32_t code = 0;
    auto const text = body.substr(place, digits);
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), code, 16);
    if (text.size() != digits || error != std::errc{} || end != text.data() + digits ||
        code >= 0x110000) {
        fail("damaged escape", body);
    }
    place += digits;
    return code;
}

[[nodiscard]] std::uint32_t octal(std::string_view body, std::size_t& place)
{
    std::uint32_t code = 0;
    for (auto digits = 0;
         digits < 3 && place < body.size() && body[place] >= '0' && body[place] <= '7';
         ++digits) {
        code = code * 8 + static_cast<std::uint32_t>(body[place++] - '0');
    }
    return code;
}

/// A character of \p digits digits; two escapes that are halves of one character (JSON writes them
/// so) are one.
[[nodiscard]] std::uint32_t unicode_escape(std::string_view body,
                                           std::size_t& place,
                                           std::size_t digits)
{
    auto const code = hexadecimal(body, place, digits);
    auto const is_first_half = code >= 0xD800 && code < 0xDC00;
    if (!is_first_half || !body.substr(place).starts_with("\\u")) {
        return code;
    }
    auto after = place + 2;
    auto const second = hexadecimal(body, after, 4);
    if (second < 0xDC00 || second >= 0xE000) {
        return code;
    }
    place = after;
    return 0x10000 + ((code - 0xD800) << 10U) + (second - 0xDC00);
}

void append(std::string& out, std::uint32_t code, Flavour flavour)
{
    if (flavour == Flavour::bytes) {
        out += static_cast<char>(code);
    } else {
        append_utf8(out, code);
    }
}

/// What the escape behind a backslash stands for; \p place is behind the backslash.
void append_escape(std::string& out, std::string_view body, std::size_t& place, Flavour flavour)
{
    constexpr std::string_view letters = "\\'\"/abfnrtv";
    constexpr std::string_view meanings = "\\'\"/\a\b\f\n\r\t\v";
    auto const letter = body[place];
    if (auto const known = letters.find(letter); known != std::string_view::npos) {
        out += meanings[known];
        ++place;
    } else if (letter == '\n') {
        ++place;
    } else if (letter == 'x') {
        append(out, hexadecimal(body, ++place, 2), flavour);
    } else if (letter >= '0' && letter <= '7') {
        append(out, octal(body, place) & 0x1FFU, flavour);
    } else if (flavour == Flavour::text && (letter == 'u' || letter == 'U')) {
        append_utf8(out, unicode_escape(body, ++place, letter == 'u' ? 4 : 8));
    } else {
        out += '\\';
        out += letter;
        ++place;
    }
}

[[nodiscard]] std::string unescape(std::string_view body, Flavour flavour)
{
    std::string out;
    std::size_t place = 0;
    while (place < body.size()) {
        if (body[place] != '\\') {
            out += body[place++];
        } else if (++place < body.size()) {
            append_escape(out, body, place, flavour);
        } else {
            fail("a lone backslash at the end", body);
        }
    }
    return out;
}

/// Where the quotes \p quotes that begin before \p first end.
[[nodiscard]] std::size_t end_of(std::string_view text, std::size_t first, std::string_view quotes)
{
    for (auto place = first; place < text.size(); ++place) {
        if (text[place] == '\\') {
            ++place;
        } else if (text.substr(place).starts_with(quotes)) {
            return place;
        } else if (quotes.size() == 1 && text[place] == '\n') {
            break;
        }
    }
    fail("the end quote is missing", text.substr(first));
}

}  // namespace

std::optional<PyValue> take_literal_string(std::string_view text, std::size_t& place)
{
    auto first = place;
    auto flavour = Flavour::text;
    auto raw = false;
    while (first < text.size() && first < place + 2) {
        auto const letter = static_cast<char>(text[first] | 0x20);
        if (letter != 'r' && letter != 'b' && letter != 'u') {
            break;
        }
        flavour = letter == 'b' ? Flavour::bytes : flavour;
        raw = raw || letter == 'r';
        ++first;
    }
    if (first >= text.size() || (text[first] != '\'' && text[first] != '"')) {
        return std::nullopt;
    }
    std::array<char, 3> triple{};
    triple.fill(text[first]);
    auto const three = std::string_view{triple.data(), triple.size()};
    auto const quotes = text.substr(first).starts_with(three) ? three : three.substr(0, 1);
    first += quotes.size();
    auto const last = end_of(text, first, quotes);
    auto const body = text.substr(first, last - first);
    auto content = raw ? std::string{body} : unescape(body, flavour);
    place = last + quotes.size();
    return flavour == Flavour::bytes ? PyValue::bytes(std::move(content))
                                     : PyValue::text(std::move(content));
}

std::string unescape_bytes(std::string_view body)
{
    return unescape(body, Flavour::bytes);
}

std::string unescape_raw_unicode(std::string_view body)
{
    std::string out;
    std::size_t place = 0;
    while (place < body.size()) {
        auto const escape = body[place] == '\\' && place + 1 < body.size() &&
                            (body[place + 1] == 'u' || body[place + 1] == 'U');
        if (escape) {
            auto const digits = body[place + 1] == 'u' ? std::size_t{4} : std::size_t{8};
            place += 2;
            append_utf8(out, hexadecimal(body, place, digits));
        } else {
            append_utf8(out, static_cast<unsigned char>(body[place++]));
        }
    }
    return out;
}

}  // namespace atl::drops

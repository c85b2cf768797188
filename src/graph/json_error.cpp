#include "graph/json_error.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace atl::graph {
namespace {

/// Bytes of the character that \p lead starts; 0 when no character starts so.
std::size_t utf8_length(unsigned char lead)
{
    if (lead < 0x80) {
        return 1;
    }
    if (lead >= 0xc2 && lead < 0xe0) {
        return 2;
    }
    if (lead >= 0xe0 && lead < 0xf0) {
        return 3;
    }
    return lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
}

bool is_character(std::string_view text)
{
    return simdjson::validate_utf8(text.data(), text.size());
}

std::string_view reason(simdjson::error_code code)
{
    switch (code) {
        case simdjson::EMPTY:
            return "the file is empty";
        case simdjson::UNCLOSED_STRING:
            return "a text is not closed with '\"'";
        case simdjson::UNESCAPED_CHARS:
            return "a text holds a line break or another control character";
        case simdjson::UTF8_ERROR:
            return "a byte is not UTF-8";
        case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
            return "lists and objects are not closed at the end, or more text follows them";
        case simdjson::DEPTH_ERROR:
            return "lists and objects are nested too deeply";
        case simdjson::MEMALLOC:
            return "there is not enough memory";
        case simdjson::CAPACITY:
            return "the text is larger than 4 GiB";
        case simdjson::TRAILING_CONTENT:
            return "there is more text after the end of the list";
        default:
            return "a value, ',' or ':' is missing or wrong";
    }
}

}  // namespace

std::string line_and_column(std::string_view text, std::size_t offset)
{
    offset = std::min(offset, text.size());
    auto const before = text.substr(0, offset);
    auto const line = std::ranges::count(before, '\n') + 1;
    auto const start = before.rfind('\n');
    auto const column = start == std::string_view::npos ? offset + 1 : offset - start;
    return fmt::format("line {}, column {} (byte {})", line, column, offset);
}

std::size_t first_bad_utf8(std::string_view text) noexcept
{
    std::size_t place = 0;
    while (place < text.size()) {
        auto const length = utf8_length(static_cast<unsigned char>(text[place]));
        if (length == 0 || place + length > text.size() ||
            (length > 1 && !is_character(text.substr(place, length)))) {
            return place;
        }
        place += length;
    }
    return place;
}

Problem json_problem(simdjson::error_code code,
                     std::string_view text,
                     std::string const& source,
                     std::optional<std::size_t> offset)
{
    if (code == simdjson::UTF8_ERROR) {
        offset = first_bad_utf8(text);
    } else if (code == simdjson::INCOMPLETE_ARRAY_OR_OBJECT || code == simdjson::UNCLOSED_STRING) {
        offset = text.size();
    }
    auto const where =
        offset ? fmt::format("{}: {}", source, line_and_column(text, *offset)) : source;
    std::string hint = "a graph is a JSON list of drops";
    if (offset && *offset < text.size() && code != simdjson::UTF8_ERROR) {
        auto const begin = *offset < 20 ? 0 : *offset - 20;
        auto const cut = text.substr(begin, 40);
        if (is_character(cut)) {
            hint = fmt::format("near '{}'", cut);
        }
    }
    return {Severity::error, where, fmt::format("not JSON: {}", reason(code)), hint};
}

}  // namespace atl::graph

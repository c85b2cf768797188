#include "graph/json_error.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "graph/json_fault.hpp"

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

struct Position {
    std::size_t line;
    std::size_t column;
};

Position position(std::string_view text, std::size_t offset)
{
    offset = std::min(offset, text.size());
    auto const before = text.substr(0, offset);
    auto const line = static_cast<std::size_t>(std::ranges::count(before, '\n')) + 1;
    auto const start = before.rfind('\n');
    auto const column = start == std::string_view::npos ? offset + 1 : offset - start;
    return {line, column};
}

/// What stands around \p offset, for a hint.
std::string near(std::string_view text, std::size_t offset)
{
    auto const begin = offset < 20 ? 0 : offset - 20;
    auto const cut = text.substr(std::min(begin, text.size()), 40);
    return is_character(cut) && !cut.empty() ? fmt::format("near '{}'", cut)
                                             : "a graph is a JSON list of drops";
}

}  // namespace

std::string line_and_column(std::string_view text, std::size_t offset)
{
    auto const [line, column] = position(text, offset);
    return fmt::format("line {}, column {}", line, column);
}

std::string place_in_file(std::string const& source, std::string_view text, std::size_t offset)
{
    auto const [line, column] = position(text, offset);
    return fmt::format("{}:{}:{}", source, line, column);
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
        return {Severity::error,
                place_in_file(source, text, first_bad_utf8(text)),
                fmt::format("not JSON: {}", reason(code)),
                "JSON is written in UTF-8"};
    }
    bool const is_of_text = code != simdjson::MEMALLOC && code != simdjson::CAPACITY;
    if (auto const fault = is_of_text ? find_json_fault(text) : std::nullopt) {
        return {Severity::error,
                place_in_file(source, text, fault->offset),
                fmt::format("not JSON: {}", fault->what),
                fault->hint.empty() ? near(text, fault->offset) : fault->hint};
    }
    return {Severity::error,
            offset ? place_in_file(source, text, *offset) : source,
            fmt::format("not JSON: {}", reason(code)),
            offset ? near(text, *offset) : "a graph is a JSON list of drops"};
}

}  // namespace atl::graph

#include "drops/data/pydata.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/core/text.hpp"
#include "atoll/drops/codec.hpp"

namespace atl::drops {
namespace {

using graph::Value;

Payload payload_of(std::string text)
{
    auto owner = std::make_shared<std::string>(std::move(text));
    return {owner, std::as_bytes(std::span{*owner})};
}

/// JSON's three words as Python spells them; text in quotes stays.
std::string json_as_literal(std::string_view json)
{
    std::string literal;
    bool quoted = false;
    while (!json.empty()) {
        std::size_t size = 1;
        std::string_view piece;
        if (!quoted && json.starts_with("true")) {
            size = 4;
            piece = "True";
        } else if (!quoted && json.starts_with("false")) {
            size = 5;
            piece = "False";
        } else if (!quoted && json.starts_with("null")) {
            size = 4;
            piece = "None";
        } else {
            size = quoted && json.front() == '\\' ? 2 : 1;
            quoted = json.front() == '"' ? !quoted : quoted;
            piece = json.substr(0, size);
        }
        literal += piece;
        json.remove_prefix(std::min(size, json.size()));
    }
    return literal;
}

std::string base64_decoded(std::string_view text)
{
    constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    unsigned held = 0;
    int bits = 0;
    for (char const c : text) {
        auto const digit = digits.find(c);
        if (digit == std::string_view::npos) {
            continue;  // line ends and padding
        }
        held = held << 6U | static_cast<unsigned>(digit);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes += static_cast<char>(held >> static_cast<unsigned>(bits) & 0xffU);
        }
    }
    return bytes;
}

bool is_digits(std::string_view text)
{
    text.remove_prefix(text.starts_with('-') ? 1 : 0);
    return !text.empty() &&
           std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) != 0; });
}

PyValue number_of(Value const& value, std::string const& type)
{
    bool const is_whole = type.starts_with("int");
    if (auto const whole = is_whole ? value.as_integer() : std::nullopt) {
        return PyValue::integer(*whole);
    }
    if (is_whole && is_digits(value.text())) {
        return parse_literal(value.text());  // more than 64 bits
    }
    // Also inf and nan, which Python's float() reads.
    if (auto const number = PyValue::text(value.text()).as_number()) {
        if (!is_whole) {
            return PyValue::real(*number);
        }
        if (auto const whole = PyValue::real(std::trunc(*number)).as_integer()) {
            return PyValue::integer(*whole);
        }
    }
    throw Error{ErrorKind::invalid_graph,
                fmt::format("pydata of type {} is '{}'", type, value.text()),
                is_whole ? "a whole number" : "a number"};
}

/// Content of a value whose type the graph does not say.
std::string untyped(Value const& value)
{
    switch (value.kind()) {
        case Value::Kind::text:
        case Value::Kind::null:
            break;
        case Value::Kind::boolean:
            return write_pickle(PyValue::boolean(value.text() == "true"));
        case Value::Kind::integer:
        case Value::Kind::number:
        case Value::Kind::json:
            return write_pickle(parse_literal(json_as_literal(value.text())));
    }
    return value.text();
}

std::string content_of(Value const& value, std::string const& type)
{
    if (type == "json") {
        return write_pickle(parse_literal(json_as_literal(value.text())));
    }
    if (type == "eval" || type == "python" || type == "complex") {
        return write_pickle(parse_literal(value.text()));
    }
    if (type == "int" || type == "integer" || type == "float") {
        return write_pickle(number_of(value, type));
    }
    if (type == "bool" || type == "boolean") {
        return write_pickle(PyValue::boolean(value.as_boolean().value_or(true)));
    }
    if (type == "raw" || type.starts_with("object")) {
        return base64_decoded(value.text());
    }
    return untyped(value);
}

/// A description of the value at top level: {"value": ..., "type": ...}.
std::optional<Payload> described(std::string const& json)
{
    auto const literal = parse_literal(json_as_literal(json));
    auto const* const value = literal.find("value");
    if (value == nullptr) {
        return payload_of(write_pickle(literal));
    }
    auto const* const type = literal.find("type");
    auto const* const type_text = type == nullptr ? nullptr : type->as_text();
    auto const* const text = value->as_text();
    if (text == nullptr) {
        return payload_of(write_pickle(*value));
    }
    return payload_of(
        content_of({Value::Kind::text, *text}, to_lower(type_text == nullptr ? "" : *type_text)));
}

}  // namespace

std::optional<Payload> initial_content(graph::DropSpec const& spec)
{
    auto const* const field = spec.field("pydata");
    auto const& value = field != nullptr ? field->value : spec.get("pydata");
    // Palettes write "None" where there is no value.
    if (value.kind() == Value::Kind::null ||
        (value.kind() == Value::Kind::text && (value.text().empty() || value.text() == "None"))) {
        return std::nullopt;
    }
    try {
        if (field != nullptr) {
            return payload_of(content_of(value, to_lower(field->type)));
        }
        return value.kind() == Value::Kind::json ? described(value.text())
                                                 : payload_of(untyped(value));
    } catch (Error const& error) {
        throw Error{ErrorKind::invalid_graph,
                    fmt::format("pydata '{}' cannot be used: {}", value.text(), error.problem()),
                    error.hint()};
    }
}

}  // namespace atl::drops

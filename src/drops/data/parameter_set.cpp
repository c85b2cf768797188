#include "drops/data/parameter_set.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/drops/codec.hpp"

#include "drops/apps/parameter.hpp"

namespace atl::drops {
namespace {

using graph::Argument;
using graph::Value;

/// \p text in JSON's quotes, which YAML and TOML understand, too.
[[nodiscard]] std::string in_quotes(std::string_view text)
{
    std::string out = "\"";
    for (auto const c : text) {
        auto const code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (code < 0x20 || code == 0x7F) {
            out += fmt::format("\\u{:04x}", code);
        } else {
            out += c;
        }
    }
    return out + '"';
}

/// \p value as JSON, which is YAML, too.
[[nodiscard]] std::string json_value(Value const& value)
{
    switch (value.kind()) {
        case Value::Kind::null:
            return "null";
        case Value::Kind::text:
            return in_quotes(value.text());
        case Value::Kind::boolean:
        case Value::Kind::integer:
        case Value::Kind::number:
        case Value::Kind::json:
            return value.text();
    }
    return "null";
}

/// TOML has no null and no JSON objects: texts stand for them.
[[nodiscard]] std::string toml_value(Value const& value)
{
    auto const is_foreign = value.kind() == Value::Kind::null || value.kind() == Value::Kind::json;
    return is_foreign ? in_quotes(value.text()) : json_value(value);
}

/// A text on one line.
[[nodiscard]] std::string one_line(std::string text)
{
    std::ranges::replace_if(
        text, [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return text;
}

[[nodiscard]] std::string in_json(std::vector<Argument> const& arguments)
{
    std::string out = "{";
    for (auto const& argument : arguments) {
        out += out.size() > 1 ? ",\n" : "\n";
        out += fmt::format(
            "  {}: {{\"value\": {}, \"description\": {}, \"type\": {}, "
            "\"default\": {}}}",
            in_quotes(argument.name),
            json_value(argument.value),
            in_quotes(argument.description),
            in_quotes(argument.type),
            json_value(argument.default_value));
    }
    return out + "\n}\n";
}

[[nodiscard]] std::string in_yaml(std::vector<Argument> const& arguments)
{
    std::string out = arguments.empty() ? "{}\n" : "";
    for (auto const& argument : arguments) {
        out += fmt::format("{}:\n  value: {}\n  description: {}\n  type: {}\n  default: {}\n",
                           in_quotes(argument.name),
                           json_value(argument.value),
                           in_quotes(argument.description),
                           in_quotes(argument.type),
                           json_value(argument.default_value));
    }
    return out;
}

[[nodiscard]] std::string in_toml(std::vector<Argument> const& arguments)
{
    std::string out;
    for (auto const& argument : arguments) {
        out += fmt::format("[{}]\nvalue = {}\ndescription = {}\ntype = {}\ndefault = {}\n\n",
                           in_quotes(argument.name),
                           toml_value(argument.value),
                           in_quotes(argument.description),
                           in_quotes(argument.type),
                           toml_value(argument.default_value));
    }
    return out;
}

[[nodiscard]] std::string in_ini(std::vector<Argument> const& arguments)
{
    std::string out;
    for (auto const& argument : arguments) {
        out += fmt::format("[{}]\nvalue = {}\ndescription = {}\ntype = {}\ndefault = {}\n\n",
                           one_line(argument.name),
                           one_line(str(to_py_value(argument.value))),
                           one_line(argument.description),
                           one_line(argument.type),
                           one_line(str(to_py_value(argument.default_value))));
    }
    return out;
}

[[nodiscard]] std::string in_yanda(std::vector<Argument> const& arguments)
{
    std::string out;
    for (auto const& argument : arguments) {
        out += fmt::format("{}={}\n", argument.name, one_line(str(to_py_value(argument.value))));
    }
    return out;
}

[[nodiscard]] std::string in_pickle(std::vector<Argument> const& arguments)
{
    PyValue::Entries all;
    for (auto const& argument : arguments) {
        PyValue::Entries one{
            {PyValue::text("value"), to_py_value(argument.value)},
            {PyValue::text("description"), PyValue::text(argument.description)},
            {PyValue::text("type"), PyValue::text(argument.type)},
            {PyValue::text("default"), to_py_value(argument.default_value)},
        };
        all.emplace_back(PyValue::text(argument.name), PyValue::dict(std::move(one)));
    }
    return write_pickle(PyValue::dict(std::move(all)));
}

}  // namespace

std::string parameter_set_content(graph::DropSpec const& spec)
{
    auto const& arguments = spec.arguments();
    auto const& mode = spec.get("mode").text();
    if (mode == "json") {
        return in_json(arguments);
    }
    if (mode == "yaml" || mode.empty()) {
        return in_yaml(arguments);
    }
    if (mode == "toml") {
        return in_toml(arguments);
    }
    if (mode == "ini") {
        return in_ini(arguments);
    }
    if (mode == "YANDA") {
        return in_yanda(arguments);
    }
    if (mode == "pickle") {
        return in_pickle(arguments);
    }
    throw Error{ErrorKind::invalid_graph,
                fmt::format("parameter set '{}' has mode '{}'", spec.name(), mode),
                "must be one of: ini, yaml, json, toml, YANDA, pickle"};
}

}  // namespace atl::drops

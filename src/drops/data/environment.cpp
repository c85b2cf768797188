#include "drops/data/environment.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "drops/file_path.hpp"

namespace atl::drops {
namespace {

/// What the engine itself reads of a drop: not the user's variables.
constexpr std::array<std::string_view, 28> own_keys{
    "category", "categoryType", "dropclass",  "dataclass",       "storage",   "type",
    "name",     "nm",           "rank",       "loop_ctx",        "lg_key",    "weight",
    "dw",       "sz",           "dt",         "persist",         "precious",  "expireAfterUse",
    "lifespan", "streaming",    "block_skip", "data_volume",     "group_end", "reprodata",
    "ports",    "port_map",     "dummy",      "humanReadableKey"};

bool is_variable(std::string_view name)
{
    return std::ranges::find(own_keys, name) == own_keys.end();
}

std::string json_text(std::string_view text)
{
    std::string json = "\"";
    for (char const c : text) {
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            json += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
            json += c;
        }
    }
    return json + '"';
}

std::string as_json(graph::Value const& value)
{
    switch (value.kind()) {
        case graph::Value::Kind::null:
            return "null";
        case graph::Value::Kind::text:
            return json_text(value.text());
        case graph::Value::Kind::boolean:
        case graph::Value::Kind::integer:
        case graph::Value::Kind::number:
        case graph::Value::Kind::json:
            break;
    }
    return value.text();
}

std::optional<graph::Value> value_for(std::string_view text, EnvironmentDrops const& drops)
{
    auto const name = text.substr(1);
    auto const is_word = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
    };
    if (name.starts_with("DLG_") && std::ranges::all_of(name, is_word)) {
        auto found = environment_variable(name);
        return found ? std::optional{graph::Value{graph::Value::Kind::text, std::move(*found)}}
                     : std::nullopt;
    }
    auto const dot = name.find('.');
    if (dot == std::string_view::npos) {
        return std::nullopt;
    }
    auto const* const drop = drops(name.substr(0, dot));
    return drop == nullptr ? std::nullopt : environment_value(*drop, name.substr(dot + 1));
}

}  // namespace

Payload environment_content(graph::DropSpec const& spec)
{
    auto text = std::make_shared<std::string>();
    for (auto const& [name, value] : spec.values()) {
        if (is_variable(name)) {
            *text += fmt::format(
                "{}{}: {}", text->empty() ? "{" : ", ", json_text(name), as_json(value));
        }
    }
    *text += text->empty() ? "{}" : "}";
    return {text, std::as_bytes(std::span{*text})};
}

std::optional<graph::Value> environment_value(graph::DropSpec const& spec, std::string_view key)
{
    if (is_variable(key) && spec.has(key) && spec.get(key).kind() != graph::Value::Kind::null) {
        return spec.get(key);
    }
    auto found = environment_variable(key);
    return found ? std::optional{graph::Value{graph::Value::Kind::text, std::move(*found)}}
                 : std::nullopt;
}

void fill_from_environment(graph::DropSpec& spec, EnvironmentDrops const& drops)
{
    std::vector<std::pair<std::string, graph::Value>> filled;
    for (auto const& [name, value] : spec.values()) {
        if (value.kind() == graph::Value::Kind::text && value.text().starts_with('$')) {
            if (auto found = value_for(value.text(), drops)) {
                filled.emplace_back(name, std::move(*found));
            }
        }
    }
    for (auto const& [name, value] : filled) {
        spec.set(name, value);
    }
}

}  // namespace atl::drops

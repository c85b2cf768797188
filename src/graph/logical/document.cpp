#include "graph/logical/document.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "atoll/core/text.hpp"
#include "atoll/graph/logical_graph.hpp"

#include "graph/duplicate_keys.hpp"
#include "graph/json_error.hpp"

namespace atl::graph::logical {
namespace {

/// Deeper JSON is no graph, and dumping it would use up the stack.
constexpr int max_json_depth = 200;

/// Which of simdjson's codes says what is wrong with \p text.
simdjson::error_code utf8_or_syntax(std::string_view text)
{
    return first_bad_utf8(text) < text.size() ? simdjson::UTF8_ERROR : simdjson::TAPE_ERROR;
}

/// Warns of keys that stand twice in an object of \p text. Of the library that reads the rest none
/// is left; this pass takes a few hundredths of its time.
void warn_of_duplicate_keys(std::string_view text,
                            std::string const& source,
                            Diagnostics& diagnostics)
{
    simdjson::dom::parser parser;
    simdjson::dom::element element;
    if (parser.parse(text.data(), text.size()).get(element) != simdjson::SUCCESS) {
        return;
    }
    for (auto const& pointer : duplicate_keys(element)) {
        diagnostics.warning(fmt::format("{}: /{}", source, pointer),
                            fmt::format("the key '{}' stands there twice; the last one counts",
                                        pointer.substr(pointer.rfind('/') + 1)),
                            "leave one of them out");
    }
}

}  // namespace

std::string Document::place(Json const& node) const
{
    // Graphs of before 2024 are named by 'text' and 'key' until they are upgraded.
    auto const or_else = [&node](char const* key, char const* old_key) {
        auto text = text_of(node, key);
        return text.empty() ? text_of(node, old_key) : text;
    };
    auto const id = or_else("id", "key");
    return fmt::format("{}: node '{}' (id '{}')", source, or_else("name", "text"), drawn_id(id));
}

std::optional<Json> parse_document(std::string_view text,
                                   std::string const& source,
                                   Diagnostics& diagnostics)
{
    bool too_deep = false;
    auto const keep = [&too_deep](int depth, Json::parse_event_t /*event*/, Json& /*value*/) {
        too_deep = too_deep || depth > max_json_depth;
        return !too_deep;
    };
    try {
        auto json = Json::parse(text, keep);
        if (too_deep) {
            diagnostics.error(
                source,
                fmt::format("the JSON is nested more than {} levels deep", max_json_depth),
                "no graph is");
            return std::nullopt;
        }
        if (json.is_object()) {
            warn_of_duplicate_keys(text, source, diagnostics);
            return json;
        }
        diagnostics.error(source, "the file must be a JSON object");
    } catch (Json::parse_error const& problem) {
        diagnostics.add(json_problem(
            utf8_or_syntax(text), text, source, problem.byte > 0 ? problem.byte - 1 : 0));
    } catch (Json::exception const&) {
        diagnostics.error(source, "the JSON holds a number or text that cannot be read");
    }
    return std::nullopt;
}

Json const& member(Json const& value, char const* key)
{
    static Json const nothing;
    if (!value.is_object()) {
        return nothing;
    }
    auto const found = value.find(key);
    return found == value.end() ? nothing : *found;
}

std::string text_of(Json const& value)
{
    if (value.is_string()) {
        return value.get<std::string>();
    }
    return value.is_number() || value.is_boolean() ? value.dump() : std::string{};
}

std::string text_of(Json const& value, char const* key)
{
    return text_of(member(value, key));
}

bool is_true(Json const& value)
{
    if (value.is_boolean()) {
        return value.get<bool>();
    }
    if (value.is_number()) {
        return value.get<double>() == 1.0;
    }
    auto const text = to_lower(text_of(value));
    return text == "true" || text == "1";
}

Json& list_of(Json& value, char const* key)
{
    auto& list = value[key];
    if (!list.is_array()) {
        list = Json::array();
    }
    return list;
}

}  // namespace atl::graph::logical

#include "graph/logical/document.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "atoll/core/text.hpp"

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

}  // namespace

std::string Document::place(Json const& node) const
{
    return fmt::format(
        "{}: node '{}' (id '{}')", source, text_of(node, "name"), text_of(node, "id"));
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

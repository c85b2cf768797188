#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "atoll/core/diagnostics.hpp"

namespace atl::graph::logical {

/// JSON that keeps the order of keys, as graphs are written for people.
using Json = nlohmann::ordered_json;

/// A logical graph's JSON on its way to one form: `nodeDataArray` and `linkDataArray` with ids.
struct Document {
    Json json;
    std::string source;  ///< Name for messages.
    Diagnostics* diagnostics{nullptr};

    [[nodiscard]] Json& nodes() { return json["nodeDataArray"]; }
    [[nodiscard]] Json& links() { return json["linkDataArray"]; }

    /// Place of \p node for a message: "graph.json: node 'name' (id 'x')".
    [[nodiscard]] std::string place(Json const& node) const;
};

/// \p text as JSON, or nothing (and an error in \p diagnostics) when it is not an object or is
/// nested more than 200 deep.
[[nodiscard]] std::optional<Json> parse_document(std::string_view text,
                                                 std::string const& source,
                                                 Diagnostics& diagnostics);

/// Member \p key of object \p value, or a null value.
[[nodiscard]] Json const& member(Json const& value, char const* key);

/// Text of a string, digits of a number, "true"/"false"; "" of anything else.
[[nodiscard]] std::string text_of(Json const& value);

/// The text of member \p key.
[[nodiscard]] std::string text_of(Json const& value, char const* key);

/// Whether \p value is one of the ways in which graphs write "yes": true, 1, "1", "true".
[[nodiscard]] bool is_true(Json const& value);

/// Adds an empty list as member \p key of \p value unless there is one.
Json& list_of(Json& value, char const* key);

}  // namespace atl::graph::logical

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "atoll/graph/drop_template.hpp"

namespace atl::drops {

/// The text of \p key in the JSON object \p body where it can be told without parsing: the key
/// stands there once, and its value is a text without escapes that does not begin with `$`.
[[nodiscard]] std::optional<std::string_view> plain_text(std::string_view body,
                                                         std::string_view key);

/// Whether a glance at the JSON \p body of a template shows that its behaviour can be made: most
/// templates of graphs in which all drops differ are commands and files of the simplest kind, and
/// making each would take longer than reading the graph. False: make it to know.
[[nodiscard]] bool is_plain(graph::DropTemplate const& about, std::string_view body);

/// Where in \p data_folder all files of a plain file template are; nothing when it is another
/// template, or its files have paths that have to be worked out.
[[nodiscard]] std::optional<std::string> plain_path(graph::DropTemplate const& about,
                                                    std::string_view body,
                                                    std::string_view data_folder);

}  // namespace atl::drops

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/logical/document.hpp"

namespace atl::graph::logical {

/// Whether nodes of \p category hold other nodes.
[[nodiscard]] bool is_construct(std::string_view category);

/// Whether nodes of \p category only explain the drawing.
[[nodiscard]] bool is_annotation(std::string_view category);

/// Whether \p category is one that EAGLE has or has had.
[[nodiscard]] bool is_known_category(std::string_view category);

/// Categories to suggest instead of an unknown one.
[[nodiscard]] std::vector<std::string_view> known_categories();

/// Whether \p category lists values for the whole graph.
[[nodiscard]] bool is_globals(std::string_view category);

/// The `categoryType` that \p category means: "Construct", "Data", "Other" or "Application".
[[nodiscard]] std::string category_type(std::string_view category, bool is_group);

/// Whether \p type is one that only old graphs say, or none.
[[nodiscard]] bool is_old_category_type(std::string_view type);

/// Whether an `inputApplicationType` or `outputApplicationType` names an application.
[[nodiscard]] bool names_app(Json const& application_type);

/// Class of data drops of \p category when the node names none; "" when there is none.
[[nodiscard]] std::string_view default_data_class(std::string_view category);

/// Class of apps of \p category when the node names none.
[[nodiscard]] std::string_view default_app_class(std::string_view category);

}  // namespace atl::graph::logical

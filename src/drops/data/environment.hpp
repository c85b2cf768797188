#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "atoll/drops/payload.hpp"
#include "atoll/graph/drop_spec.hpp"

namespace atl::drops {

/// Content of an environment drop: the user's variables as a JSON object.
[[nodiscard]] Payload environment_content(graph::DropSpec const& spec);

/// Variable \p key of environment drop \p spec, or of this process when the drop has none.
[[nodiscard]] std::optional<graph::Value> environment_value(graph::DropSpec const& spec,
                                                            std::string_view key);

/// The environment drop called \p name that feeds the drop in question, or nullptr.
using EnvironmentDrops = std::function<graph::DropSpec const*(std::string_view name)>;

/// Replaces parameters whose whole text is `$DLG_...` (from this process's environment) or
/// `$NAME.KEY` (from environment drop NAME). What cannot be found stays.
void fill_from_environment(graph::DropSpec& spec, EnvironmentDrops const& drops);

}  // namespace atl::drops

#pragma once

#include <string>

#include "atoll/graph/drop_spec.hpp"

namespace atl::drops {

/// Content of a parameter-set drop: its arguments in the form that its parameter `mode` names (ini,
/// yaml, json, toml, YANDA or pickle; yaml when it names none), in the order of the graph.
/// \throws Error{invalid_graph} for another mode.
[[nodiscard]] std::string parameter_set_content(graph::DropSpec const& spec);

}  // namespace atl::drops

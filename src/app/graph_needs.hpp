#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "atoll/graph/physical_graph.hpp"

namespace atl::app {

/// What has to be there for a graph to run beside Atoll itself: kind ("Python", "image", "library",
/// "plug-in", "service", "MPI program") and name, and how many drops need it.
using GraphNeeds = std::map<std::pair<std::string, std::string>, std::uint32_t>;

/// \throws Error{invalid_graph} when a template is no JSON object.
[[nodiscard]] GraphNeeds needs_of(graph::PhysicalGraph const& graph);

/// \p needs for a terminal, one line each; "" when there are none.
[[nodiscard]] std::string render(GraphNeeds const& needs);

}  // namespace atl::app

#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <utility>

#include "atoll/graph/physical_graph.hpp"

namespace atl::app {

/// What has to be there for a graph to run beside Atoll itself: kind ("Python", "module", "image",
/// "library", "plug-in", "service", "MPI program", "unknown") and name, and how many drops need it.
/// A "module" is the package that Python would import.
using GraphNeeds = std::map<std::pair<std::string, std::string>, std::uint64_t>;

/// What the templates of \p graph need, template i having \p drops[i] drops.
/// \throws Error{invalid_graph} when a template is no JSON object.
[[nodiscard]] GraphNeeds needs_of(graph::PhysicalGraph const& graph,
                                  std::span<std::uint32_t const> drops);

/// \p needs for a terminal, one line each; "" when there are none.
[[nodiscard]] std::string render(GraphNeeds const& needs);

}  // namespace atl::app

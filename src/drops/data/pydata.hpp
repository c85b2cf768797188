#pragma once

#include <optional>

#include "atoll/drops/payload.hpp"
#include "atoll/graph/drop_spec.hpp"

namespace atl::drops {

/// Content that the graph gives to a memory drop (`pydata`); nothing when it gives none.
/// \throws Error{invalid_graph} when the value is not of the type that the graph states.
[[nodiscard]] std::optional<Payload> initial_content(graph::DropSpec const& spec);

}  // namespace atl::drops

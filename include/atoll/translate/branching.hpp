#pragma once

#include "atoll/graph/physical_graph.hpp"

namespace atl::translate {

/// Whether an app with the properties \p drop may leave some of its outputs out (take one of two
/// ways). It says so on its own rank only, so its outputs must be there, too.
[[nodiscard]] bool may_branch(graph::DropTemplate const& drop) noexcept;

}  // namespace atl::translate

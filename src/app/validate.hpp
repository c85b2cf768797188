#pragma once

#include <span>
#include <string>

namespace atl::app {

/// `atoll validate GRAPH [--runnable] [--json]`: checks a graph and says what it is made of.
/// \returns 0, or 3 when something is wrong.
/// \throws Error{usage, io, invalid_graph}.
[[nodiscard]] int validate(std::span<std::string const> arguments);

}  // namespace atl::app

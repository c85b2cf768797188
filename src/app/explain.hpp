#pragma once

#include <span>
#include <string>

namespace atl::app {

/// `atoll explain SESSION [DROP]`: says which drops would run if the session went on, and why.
/// \returns 0. \throws Error{usage, io, invalid_graph}.
[[nodiscard]] int explain(std::span<std::string const> arguments);

}  // namespace atl::app

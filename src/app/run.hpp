#pragma once

#include <span>
#include <string>

namespace atl::app {

/// `atoll run`: runs a graph on local ranks and shows its progress.
/// \returns the session's exit status. \throws Error{usage, invalid_graph, io}.
[[nodiscard]] int run(std::span<std::string const> arguments);

}  // namespace atl::app

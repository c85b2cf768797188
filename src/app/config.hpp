#pragma once

#include <span>
#include <string>

namespace atl::app {

/// `atoll config explain FILE` and `atoll config show`: what a cluster file means, and all
/// settings. \returns 0, or 3 when the file is wrong. \throws Error{usage, invalid_config, io}.
[[nodiscard]] int config(std::span<std::string const> arguments);

}  // namespace atl::app

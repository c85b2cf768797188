#pragma once

#include <span>
#include <string>

namespace atl::app {

/// `atoll list`: all sessions of a root folder, oldest first. \returns 0. \throws Error{usage}.
[[nodiscard]] int list(std::span<std::string const> arguments);

}  // namespace atl::app

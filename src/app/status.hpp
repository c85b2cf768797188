#pragma once

#include <span>
#include <string>

namespace atl::app {

/// `atoll status [SESSION] [--json]`: how far a session is. \returns 0. \throws Error{usage, io}.
[[nodiscard]] int status(std::span<std::string const> arguments);

}  // namespace atl::app

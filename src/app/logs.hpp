#pragma once

#include <span>
#include <string>

namespace atl::app {

/// `atoll logs SESSION [DROP] [--attempt N] [--stdout|--stderr] [--follow]`: what the apps of a
/// session printed. \returns 0. \throws Error{usage, io}.
[[nodiscard]] int logs(std::span<std::string const> arguments);

}  // namespace atl::app

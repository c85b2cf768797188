#pragma once

#include <span>
#include <string>

namespace atl::app {

/// Tells what happened to one drop: `atoll story SESSION DROP`.
[[nodiscard]] int story(std::span<std::string const> arguments);

}  // namespace atl::app

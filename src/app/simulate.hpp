#pragma once

#include <span>
#include <string>

namespace atl::app {

/// `atoll simulate`: prints how long a graph would take on an imagined cluster.
[[nodiscard]] int simulate(std::span<std::string const> arguments);

}  // namespace atl::app

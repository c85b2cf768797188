#pragma once

#include <span>
#include <string>

namespace atl::app {

/// `atoll map`: gives the parts of a partitioned graph to hosts.
[[nodiscard]] int map(std::span<std::string const> arguments);

}  // namespace atl::app

#pragma once

#include <span>
#include <string>

namespace atl::app {

/// `atoll translate`: unrolls, partitions and maps a graph in one step.
[[nodiscard]] int translate(std::span<std::string const> arguments);

}  // namespace atl::app

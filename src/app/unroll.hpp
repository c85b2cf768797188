#pragma once

#include <span>
#include <string>

namespace atl::app {

/// `atoll unroll`: writes a logical graph as a physical graph template.
[[nodiscard]] int unroll(std::span<std::string const> arguments);

}  // namespace atl::app

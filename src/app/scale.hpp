#pragma once

#include <span>
#include <string>

namespace atl::app {

/// `atoll scale`: asks a session to have another number of nodes.
[[nodiscard]] int scale(std::span<std::string const> arguments);

}  // namespace atl::app

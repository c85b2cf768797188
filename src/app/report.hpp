#pragma once

#include <span>
#include <string>

namespace atl::app {

/// Sums up a session from its journal: `atoll report [SESSION]`.
[[nodiscard]] int report(std::span<std::string const> arguments);

}  // namespace atl::app

#pragma once

#include <span>
#include <string>

namespace atl::app {

/// `atoll clean SESSION`: removes what a session that has ended needs no longer.
[[nodiscard]] int clean(std::span<std::string const> arguments);

}  // namespace atl::app

#pragma once

#include <span>
#include <string>

namespace atl::app {

/// Checks or prints the journal of a session: `atoll journal verify|dump [SESSION]`.
[[nodiscard]] int journal(std::span<std::string const> arguments);

}  // namespace atl::app

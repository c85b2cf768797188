#pragma once

#include <span>
#include <string>

namespace atl::app {

/// `atoll extension`: lends the CPUs of this node to a session that runs in another job.
[[nodiscard]] int extension(std::span<std::string const> arguments);

}  // namespace atl::app

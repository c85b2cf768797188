#pragma once

#include <span>
#include <string>

namespace atl::app {

/// `atoll scaler`: gives SLURM the commands of a session that cannot do so itself, until it ends.
[[nodiscard]] int scaler(std::span<std::string const> arguments);

}  // namespace atl::app

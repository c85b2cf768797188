#pragma once

#include <span>
#include <string>

namespace atl::app {

/// `atoll hosts LIST`: names in a SLURM host list, one a line; for the job script. \returns 0.
/// \throws Error{usage}.
[[nodiscard]] int hosts(std::span<std::string const> arguments);

}  // namespace atl::app

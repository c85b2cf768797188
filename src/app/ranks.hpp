#pragma once

#include <span>
#include <string>

namespace atl::app {

/// `atoll ranks`: one rank of a session; what job scripts and `atoll run` start.
/// \returns the session's exit status on rank 0. \throws Error{usage, io, slurm}.
[[nodiscard]] int ranks(std::span<std::string const> arguments);

}  // namespace atl::app

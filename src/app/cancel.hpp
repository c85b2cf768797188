#pragma once

#include <span>
#include <string>

namespace atl::app {

/// `atoll cancel SESSION`: ends a session before its end. \returns 0. \throws Error{usage, io,
/// slurm}.
[[nodiscard]] int cancel(std::span<std::string const> arguments);

}  // namespace atl::app

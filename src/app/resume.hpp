#pragma once

#include <span>
#include <string>

namespace atl::app {

/// `atoll resume SESSION`: goes on with a session that has ended before it was done, here or in a
/// new job. \returns the session's exit status, or 0 when it was put into the queue.
/// \throws Error{usage} when it is being run, Error{io, slurm, invalid_graph, invalid_config}.
[[nodiscard]] int resume(std::span<std::string const> arguments);

}  // namespace atl::app

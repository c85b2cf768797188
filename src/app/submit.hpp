#pragma once

#include <span>
#include <string>

namespace atl::app {

/// `atoll submit GRAPH -c FILE`: puts a graph into SLURM's queue. \returns 0 once the job is there,
/// or with --follow the session's exit status. \throws Error{usage, invalid_config, invalid_graph,
/// io, slurm}.
[[nodiscard]] int submit(std::span<std::string const> arguments);

}  // namespace atl::app

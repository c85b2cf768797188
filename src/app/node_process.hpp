#pragma once

#include <filesystem>
#include <string>

#include "atoll/process/launch_helper.hpp"
#include "atoll/session/session_folder.hpp"

namespace atl::app {

/// How the launch helper of a process works that runs apps of the session in \p folder and has
/// \p scratch for itself.
[[nodiscard]] process::LaunchOptions launch_options(session::SessionFolder const& folder,
                                                    std::filesystem::path const& scratch);

/// Value of the environment's variable \p name, "" when it is not set. Before there are threads.
[[nodiscard]] std::string variable(char const* name);

/// Name of this node: SLURM's inside a job, else the host's own.
[[nodiscard]] std::string host_name();

}  // namespace atl::app

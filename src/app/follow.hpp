#pragma once

#include "atoll/core/units.hpp"
#include "atoll/session/session_folder.hpp"
#include "atoll/slurm/slurm_client.hpp"

namespace atl::app {

/// Shows the progress of \p folder's session on the terminal until it ends, asking squeue once in
/// \p poll_interval. Ctrl-C leaves the job alone and returns 130.
/// \returns the session's exit status.
[[nodiscard]] int follow(session::SessionFolder const& folder,
                         slurm::SlurmClient& client,
                         Seconds poll_interval);

}  // namespace atl::app

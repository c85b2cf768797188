#pragma once

#include "atoll/session/session_folder.hpp"
#include "atoll/slurm/slurm_client.hpp"

namespace atl::app {

/// Returns when the session in \p folder has ended, whatever its outcome, and no process runs it
/// any more: those that have written the outcome are given 10 s to go. \throws Error{usage} when it
/// runs, waits in the queue or is ending, saying by whom or how far it is; Error{slurm} when SLURM
/// does not say whether its job has ended.
void require_over(session::SessionFolder const& folder, slurm::SlurmClient& client);

}  // namespace atl::app

#pragma once

#include <cstdint>

#include "atoll/session/session_folder.hpp"

namespace atl::app {

/// \p ranks as given for `--ranks`. \throws Error{usage} when there are none, or more than this
/// machine can bear; inside a job its nodes share them, and SLURM sees to that.
[[nodiscard]] std::uint32_t checked_ranks(int ranks);

/// Runs the ranks of \p folder's session on this machine to its end: one process, or \p ranks of
/// them by mpirun. Shows progress; Ctrl-C and SIGTERM end the session in order. When a rank is
/// lost, all are started again and go on from the journals; see RestartPolicy.
/// \returns the session's exit status.
[[nodiscard]] int run_local_ranks(session::SessionFolder const& folder, int ranks);

}  // namespace atl::app

#pragma once

#include "atoll/session/session_file.hpp"
#include "atoll/slurm/fleet.hpp"

namespace atl::slurm {

/// The fleet that \p session asks for: bounds in islands beside the base job, the CPUs of an
/// island, and how long things take.
[[nodiscard]] FleetOptions fleet_options(session::SessionFile const& session);

}  // namespace atl::slurm

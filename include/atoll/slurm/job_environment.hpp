#pragma once

#include <map>
#include <string>
#include <vector>

#include "atoll/process/environment_edit.hpp"

namespace atl::slurm {

/// What to change in \p environment before one of SLURM's commands is called: variables go with
/// which an enclosing job or the user's shell would add to the request (SBATCH_*, SLURM_* and the
/// like). Those that say where the site's configuration is stay.
[[nodiscard]] std::vector<process::EnvironmentEdit> job_environment_edits(
    std::map<std::string, std::string> const& environment);

}  // namespace atl::slurm

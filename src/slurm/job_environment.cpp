#include "atoll/slurm/job_environment.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace atl::slurm {
namespace {

constexpr std::array<std::string_view, 12> leaking{"SBATCH_",
                                                   "SLURM_",
                                                   "SLURMD_",
                                                   "SQUEUE_",
                                                   "SCANCEL_",
                                                   "SRUN_",
                                                   "PMI_",
                                                   "PMIX_",
                                                   "PRTE_",
                                                   "OMPI_COMM_",
                                                   "OMPI_UNIVERSE_",
                                                   "OMPI_APP_"};
// Where the site's configuration is: without it the commands find no controller.
constexpr std::array<std::string_view, 2> kept{"SLURM_CONF", "SLURM_CONF_SERVER"};

bool leaks(std::string_view name)
{
    return std::ranges::find(kept, name) == kept.end() &&
           std::ranges::any_of(leaking, [name](auto prefix) { return name.starts_with(prefix); });
}

}  // namespace

std::vector<process::EnvironmentEdit> job_environment_edits(
    std::map<std::string, std::string> const& environment)
{
    std::vector<process::EnvironmentEdit> edits;
    for (auto const& [name, value] : environment) {
        if (leaks(name)) {
            edits.push_back({name, std::nullopt});
        }
    }
    return edits;
}

}  // namespace atl::slurm

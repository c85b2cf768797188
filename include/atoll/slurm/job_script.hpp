#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "atoll/config/cluster_config.hpp"
#include "atoll/config/settings.hpp"
#include "atoll/session/session_folder.hpp"

namespace atl::slurm {

/// What a job's scripts are made from. Refers to what its maker owns.
struct JobRequest {
    config::ClusterConfig const& cluster;
    config::Settings const& settings;
    session::SessionFolder const& folder;
    std::filesystem::path program;  ///< `atoll`, as all nodes see it.
    std::uint32_t nodes{1};         ///< Node managers, one a node; >= 1.
};

/// The two scripts of a job. The batch script starts the processes of Atoll; each starts through
/// the node script, so that the user's prologue runs once on every node.
struct JobScripts {
    std::string batch;  ///< job.sbatch or extension.sbatch
    std::string node;   ///< node.bash or extension-node.bash
};

/// Makes the scripts of \p job from the templates `job.sbatch` and `node.bash` in \p templates.
///
/// Values reach the scripts as single words or as checked header values; only prologue, epilogue
/// and job_extra_directives are code, as dask-jobqueue defines them.
/// \throws Error{io} when a template cannot be read, Error{invalid_config} when a value cannot
/// stand in a script.
[[nodiscard]] JobScripts render_job_scripts(JobRequest const& job,
                                            std::filesystem::path const& templates);

/// The same for extension jobs of the session, of \p job.settings.nodes_per_extension nodes each,
/// from `extension.sbatch` and `node.bash`. One script serves all of them.
[[nodiscard]] JobScripts render_extension_scripts(JobRequest const& job,
                                                  std::filesystem::path const& templates);

/// Folder of Atoll's data files (`slurm/`, `yaml/`): \p chosen (ATOLL_SHARE) when not empty, else
/// beside the installed \p program, else in the source tree it was built from.
/// \throws Error{io} when there is none.
[[nodiscard]] std::filesystem::path share_folder(std::string_view chosen,
                                                 std::filesystem::path const& program);

}  // namespace atl::slurm

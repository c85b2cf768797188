#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "atoll/core/clock.hpp"
#include "atoll/session/session_file.hpp"
#include "atoll/session/session_folder.hpp"
#include "atoll/slurm/slurm_client.hpp"

#include "app/graph_check.hpp"
#include "app/job_plan.hpp"

namespace atl::app {

/// What a session is made from. Refers to what its maker owns.
struct SessionRequest {
    JobPlan const& plan;
    CheckedGraph const& graph;
    std::filesystem::path root;
    std::map<std::string, std::string> const& environment;
};

/// A session whose job is in SLURM's queue.
struct SubmittedSession {
    session::SessionFolder folder;
    slurm::JobId job;
};

/// Makes the session folder with everything the job needs, and submits the job through \p client.
/// \throws Error{io}, Error{slurm}; the folder stays, so that one can see what was refused.
[[nodiscard]] SubmittedSession start_session(SessionRequest const& request,
                                             slurm::SlurmClient& client);

/// Gives \p folder's session the job of \p plan: cluster file and scripts are written anew.
/// \returns \p session for that job; submit_job() writes it. \throws Error{io}.
[[nodiscard]] session::SessionFile replace_job(
    JobPlan const& plan,
    session::SessionFolder const& folder,
    session::SessionFile session,
    std::map<std::string, std::string> const& environment);

/// Submits the job script in \p folder through \p client and writes its number into session.json.
/// \throws Error{io}, Error{slurm}.
slurm::JobId submit_job(session::SessionFolder const& folder,
                        session::SessionFile session,
                        slurm::SlurmClient& client);

/// The file of the running program. \throws Error{io} when the system does not tell.
[[nodiscard]] std::filesystem::path program_path();

/// The time of \p clock as session.json has it, "2026-11-20T15:31:18Z".
[[nodiscard]] std::string utc_text(Clock const& clock);

/// Replaces `~` and variables in \p cluster.log_directory, where dask-jobqueue users expect it.
/// \throws Error{invalid_config} naming a variable that is not set.
void expand_log_directory(config::ClusterConfig& cluster,
                          std::map<std::string, std::string> const& environment);

}  // namespace atl::app

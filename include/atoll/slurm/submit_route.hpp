#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "atoll/config/submit_via.hpp"
#include "atoll/core/clock.hpp"
#include "atoll/slurm/command_runner.hpp"
#include "atoll/slurm/spool_runner.hpp"

namespace atl::slurm {

/// Where a session may give SLURM its commands.
struct RouteChoices {
    CommandRunner& here;  ///< Runs programs on this node; outlives the route.
    Clock const& clock;   ///< Outlives the route.
    SpoolRunner::Sleep sleep;
    std::filesystem::path spool;   ///< Folder that `atoll scaler` watches.
    std::filesystem::path script;  ///< A job script that SLURM would take.
    std::string session;           ///< Id, for the hint.
    std::map<std::string, std::string> environment;
    Seconds timeout{60};  ///< Of one try.
};

/// How SLURM is reached.
struct SubmitRoute {
    config::SubmitVia via;
    std::unique_ptr<CommandRunner> runner;  ///< Null: `RouteChoices::here`.
    std::string sentence;                   ///< For a person, what was chosen and why.
};

/// Takes the way that \p wanted states, or for `auto` the first that works: `sbatch --test-only`
/// on this node, the same through ssh to the host of submission ($SLURM_SUBMIT_HOST), the spool
/// folder. A refusal in SLURM's own words counts as working when squeue works too: it is about the
/// job, not about who asks. \throws Error{io} when the spool folder cannot be made.
[[nodiscard]] SubmitRoute find_submit_route(config::SubmitVia const& wanted,
                                            RouteChoices const& choices);

}  // namespace atl::slurm

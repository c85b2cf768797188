#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "atoll/core/units.hpp"
#include "atoll/slurm/command_runner.hpp"
#include "atoll/slurm/job_state.hpp"

namespace atl::slurm {

/// A job of SLURM.
struct JobId {
    std::string number;
    std::string cluster;  ///< For `-M`; "" for the default cluster.
    friend bool operator==(JobId const&, JobId const&) = default;
};

/// What squeue says of a job.
struct JobStatus {
    JobId job;
    JobState state{JobState::not_listed};
    std::string word;       ///< SLURM's own word for the state.
    std::string time_left;  ///< "1-02:03:04", "INVALID" or "".
    std::string reason;     ///< Why it waits, or why it ended.
    std::string nodes;      ///< Host list; "" while it waits.
};

/// What became of a request to cancel.
enum class CancelResult { asked, already_gone };

/// Which jobs a request to cancel is meant for.
enum class CancelScope {
    any,
    waiting_only,  ///< One that has begun to run in the meantime is left alone.
};

/// What a job is submitted with.
struct SubmitRequest {
    std::filesystem::path script;
    std::filesystem::path working_directory;
    std::string comment;  ///< The job's own --comment: it is looked up by it when sbatch gives no
                          ///< clear answer.
    std::vector<std::string> options{};  ///< Of sbatch; they count more than the script's.
};

/// SLURM through its commands sbatch, squeue, scontrol, sacct and scancel.
///
/// Holds no state. Commands get an environment without what an enclosing job or the user's shell
/// would add to the request (SBATCH_*, SLURM_* and the like).
class SlurmClient {
  public:
    /// \param environment  the process's, to know what to remove from it.
    SlurmClient(CommandRunner& runner,
                std::map<std::string, std::string> const& environment,
                Seconds timeout);

    /// Submits a script. \throws Error{slurm} with SLURM's own words when it refuses.
    [[nodiscard]] JobId submit(SubmitRequest const& request);

    /// State of every job of \p jobs, in their order; one call for each cluster among them.
    /// \throws Error{slurm} when squeue fails or takes too long: then nothing is known.
    [[nodiscard]] std::vector<JobStatus> query(std::span<JobId const> jobs);

    /// What the controller or, when it has forgotten them, accounting knows of jobs that query()
    /// does not list; `not_listed` when neither knows. \throws Error{slurm} when the controller
    /// cannot be asked.
    [[nodiscard]] std::vector<JobStatus> look_up(std::span<JobId const> jobs);

    /// Asks SLURM to end \p job. \throws Error{slurm} when it refuses.
    CancelResult cancel(JobId const& job, CancelScope scope = CancelScope::any);

    /// Sends SIGUSR1 to the script of \p job, which then leaves a stop request if there is none:
    /// rank 0 finds it, and the session records what it has and ends. \throws Error{slurm} when
    /// SLURM refuses.
    CancelResult nudge(JobId const& job);

  private:
    CancelResult scancel(JobId const& job, std::vector<std::string> const& options);
    void ask_controller(JobStatus& status);
    void ask_accounting(JobStatus& status);
    [[nodiscard]] process::CommandRequest request_for(std::vector<std::string> argv) const;
    process::CommandResult run(std::vector<std::string> argv,
                               std::filesystem::path const& working_directory = {});
    [[nodiscard]] JobId find_by_comment(std::string const& comment,
                                        process::CommandResult const& answer);
    void query_cluster(std::string const& cluster, std::span<JobStatus> statuses);

    CommandRunner& runner_;
    std::vector<process::EnvironmentEdit> edits_;
    Seconds timeout_;
};

}  // namespace atl::slurm

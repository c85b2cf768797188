#include "atoll/slurm/outcome.hpp"

#include <fmt/format.h>

namespace atl::slurm {
namespace {

Outcome of_status(ExitStatus status)
{
    return {status, describe(status)};
}

Outcome of_reason(session::StopReason reason)
{
    return of_status(session::exit_status(reason));
}

Outcome of_lost_job(JobStatus const& job, std::string_view how)
{
    auto const reason =
        job.reason.empty() || job.reason == "None" ? "" : fmt::format(" ({})", job.reason);
    return {ExitStatus::lost_rank,
            fmt::format("the job {}{} before the session ended", how, reason)};
}

}  // namespace

std::string describe(ExitStatus status)
{
    switch (status) {
        case ExitStatus::success:
            return "every drop is where it should be";
        case ExitStatus::drops_failed:
            return "some drops failed";
        case ExitStatus::usage:
            return "the ranks were started with a wrong command line";
        case ExitStatus::invalid_input:
            return "the graph or the configuration is wrong";
        case ExitStatus::io:
            return "a file or folder could not be read or written";
        case ExitStatus::slurm:
            return "SLURM did not give what was asked for";
        case ExitStatus::lost_rank:
            return "a rank or node was lost";
        case ExitStatus::cancelled:
            return "the session was cancelled";
        case ExitStatus::out_of_time:
            return "the job's time limit ended the session";
        case ExitStatus::internal:
            return "a mistake of atoll itself";
    }
    return "";
}

std::optional<Outcome> judge(Evidence const& evidence)
{
    if (evidence.written) {
        return of_status(*evidence.written);
    }
    if (!evidence.job || !has_ended(evidence.job->state)) {
        return std::nullopt;
    }
    if (evidence.asked) {
        return of_reason(*evidence.asked);
    }
    switch (evidence.job->state) {
        case JobState::cancelled:
            return of_status(ExitStatus::cancelled);
        case JobState::timed_out:
            return of_status(ExitStatus::out_of_time);
        case JobState::node_failed:
            return of_lost_job(*evidence.job, "lost a node");
        case JobState::preempted:
            return of_lost_job(*evidence.job, "was preempted");
        case JobState::out_of_memory:
            return of_lost_job(*evidence.job, "ran out of memory");
        case JobState::completed:
        case JobState::failed:
        case JobState::not_listed:
            return of_lost_job(*evidence.job, "ended");
        case JobState::pending:
        case JobState::running:
        case JobState::unknown:
            break;
    }
    return std::nullopt;
}

}  // namespace atl::slurm

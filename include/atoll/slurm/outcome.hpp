#pragma once

#include <optional>
#include <string>

#include "atoll/core/error.hpp"
#include "atoll/session/stop_request.hpp"
#include "atoll/slurm/slurm_client.hpp"

namespace atl::slurm {

/// What is known of a session from outside its job.
struct Evidence {
    std::optional<ExitStatus> written;         ///< The file exit_status.
    std::optional<session::StopReason> asked;  ///< The file stop_request.
    std::optional<JobStatus> job;              ///< Nothing: squeue did not answer, or no job.
};

/// How a session ended.
struct Outcome {
    ExitStatus status{ExitStatus::success};
    std::string sentence;  ///< For a person: "the job was cancelled before it began".

    friend bool operator==(Outcome const&, Outcome const&) = default;
};

/// The outcome that \p evidence shows, or nothing while the session may go on.
///
/// What the ranks wrote counts more than what SLURM says; a job that ended without their word was
/// lost, cancelled or out of time. An answer that nobody understands is no end.
[[nodiscard]] std::optional<Outcome> judge(Evidence const& evidence);

/// What \p status means, for a person: "every drop is where it should be".
[[nodiscard]] std::string describe(ExitStatus status);

}  // namespace atl::slurm

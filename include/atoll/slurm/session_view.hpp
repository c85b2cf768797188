#pragma once

#include <optional>
#include <string>

#include "atoll/session/session_file.hpp"
#include "atoll/session/status_file.hpp"
#include "atoll/slurm/outcome.hpp"

namespace atl::slurm {

/// All that is known of a session at one moment.
struct SessionView {
    session::SessionFile asked;
    std::optional<session::Status> status;  ///< Nothing: the ranks have not written yet.
    Evidence evidence;
    std::optional<Outcome> outcome;      ///< Nothing: it may go on.
    std::optional<std::string> refusal;  ///< Why SLURM took no job for it; nothing: it did.
};

/// Whether somebody has asked the session of \p view to stop, and it has not ended yet.
[[nodiscard]] bool is_ending(SessionView const& view);

/// What stands for the job of \p view in a list: its number, "local" or "-".
[[nodiscard]] std::string job_word(SessionView const& view);

/// Whether squeue is asked about the job.
enum class AskSlurm { yes, no };

/// Looks at \p folder, and at SLURM when the folder does not tell the outcome and \p ask says so.
/// A silent squeue is no error: then the job's state is unknown. \throws Error{io}.
[[nodiscard]] SessionView view_session(session::SessionFolder const& folder,
                                       SlurmClient& client,
                                       AskSlurm ask);

/// One line: "waiting (Priority)", "ending: cancelled, 30 of 100 drops", "not submitted: ...",
/// "running 30 of 100 drops, 1 failed", "ended: some drops failed".
[[nodiscard]] std::string progress_line(SessionView const& view);

/// The view as a JSON object on several lines, with the keys of session.json and status.json under
/// "session" and "status", SLURM's words under "job" and the outcome under "outcome".
[[nodiscard]] std::string to_json(session::SessionFolder const& folder, SessionView const& view);

}  // namespace atl::slurm

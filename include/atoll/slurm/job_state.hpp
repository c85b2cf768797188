#pragma once

#include <string_view>

namespace atl::slurm {

/// State of a job as far as it matters to us.
enum class JobState {
    pending,        ///< Waits, or will wait again (requeued, held, suspended by the site).
    running,        ///< Has nodes; also while they are set up or cleaned.
    completed,      ///< Ended with status 0.
    failed,         ///< Ended by itself with another status.
    cancelled,      ///< By a person or an administrator.
    timed_out,      ///< Its time limit or deadline passed.
    node_failed,    ///< A node was lost, or the launch failed on one.
    preempted,      ///< Another job took its nodes.
    out_of_memory,  ///< Ended because it used more memory than it had.
    not_listed,     ///< SLURM does not know it (any more): ended some time ago, or never was.
    unknown,        ///< A word that we do not know. Never taken for an end.
};

/// The state that SLURM's word \p word (of `squeue -o %T`, long form) stands for.
[[nodiscard]] JobState parse_job_state(std::string_view word) noexcept;

/// Whether a job in \p state will never run again.
[[nodiscard]] bool has_ended(JobState state) noexcept;

/// For a person, "out of time".
[[nodiscard]] std::string_view to_string(JobState state) noexcept;

}  // namespace atl::slurm

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "atoll/slurm/slurm_client.hpp"

namespace atl::slurm {

/// Tells the processes of a job when it ends, in seconds since 1970.
inline constexpr char const* job_end_variable = "ATOLL_JOB_END";

/// When the job of \p environment ends in seconds since 1970, as its script or its launcher found
/// out; nothing when they did not.
[[nodiscard]] std::optional<double> known_job_end(
    std::map<std::string, std::string> const& environment);

/// The end of a job with \p time_left, squeue's words for it ("1-02:03:04"), at \p now in seconds
/// since 1970; nothing when they are no time ("UNLIMITED", "INVALID").
[[nodiscard]] std::optional<double> job_end_after(std::string_view time_left, double now);

/// Asks \p client for the end of the job in whose \p environment this process runs, at \p now in
/// seconds since 1970; nothing outside a job, without a time limit, and when SLURM does not answer.
[[nodiscard]] std::optional<double> ask_job_end(
    SlurmClient& client, std::map<std::string, std::string> const& environment, double now);

}  // namespace atl::slurm

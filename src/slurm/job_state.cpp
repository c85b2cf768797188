#include "atoll/slurm/job_state.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace atl::slurm {
namespace {

using enum JobState;

// Base states and flags: squeue prints a flag's word in place of the state while it is set.
constexpr std::array<std::pair<std::string_view, JobState>, 29> words{{
    {"PENDING", pending},
    {"REQUEUED", pending},
    {"REQUEUE_HOLD", pending},
    {"REQUEUE_FED", pending},
    {"RESV_DEL_HOLD", pending},
    {"SPECIAL_EXIT", pending},
    {"EXPEDITING", pending},
    {"POWER_UP_NODE", pending},
    {"RUNNING", running},
    {"CONFIGURING", running},
    {"COMPLETING", running},
    {"RESIZING", running},
    {"SIGNALING", running},
    {"STAGE_OUT", running},
    {"STOPPED", running},
    {"SUSPENDED", running},
    {"UPDATE_DB", running},
    {"COMPLETED", completed},
    {"FAILED", failed},
    {"CANCELLED", cancelled},
    {"REVOKED", cancelled},
    {"TIMEOUT", timed_out},
    {"DEADLINE", timed_out},
    {"NODE_FAIL", node_failed},
    {"BOOT_FAIL", node_failed},
    {"LAUNCH_FAILED", node_failed},
    {"RECONFIG_FAIL", node_failed},
    {"PREEMPTED", preempted},
    {"OUT_OF_MEMORY", out_of_memory},
}};

}  // namespace

JobState parse_job_state(std::string_view word) noexcept
{
    // "CANCELLED by 1000", and "CANCELLED+" of accounting.
    word = word.substr(0, word.find_first_of(" +"));
    auto const* const found =
        std::ranges::find(words, word, &std::pair<std::string_view, JobState>::first);
    return found == words.end() ? unknown : found->second;
}

bool has_ended(JobState state) noexcept
{
    switch (state) {
        case pending:
        case running:
        case unknown:
            return false;
        case completed:
        case failed:
        case cancelled:
        case timed_out:
        case node_failed:
        case preempted:
        case out_of_memory:
        case not_listed:
            return true;
    }
    return false;
}

std::string_view to_string(JobState state) noexcept
{
    switch (state) {
        case pending:
            return "waiting";
        case running:
            return "running";
        case completed:
            return "completed";
        case failed:
            return "failed";
        case cancelled:
            return "cancelled";
        case timed_out:
            return "out of time";
        case node_failed:
            return "node failed";
        case preempted:
            return "preempted";
        case out_of_memory:
            return "out of memory";
        case not_listed:
            return "not listed by SLURM";
        case unknown:
            return "unknown";
    }
    return "unknown";
}

}  // namespace atl::slurm

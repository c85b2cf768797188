#include "atoll/session/stop_request.hpp"

#include <fstream>
#include <string>

#include "atoll/session/atomic_file.hpp"

namespace atl::session {
namespace {

// The job script writes the same words (slurm/job.sbatch).
constexpr char const* word(StopReason reason)
{
    return reason == StopReason::cancelled ? "cancelled" : "out_of_time";
}

}  // namespace

void request_stop(SessionFolder const& folder, StopReason reason)
{
    if (!stop_requested(folder)) {
        write_atomically(folder.stop_request(), std::string{word(reason)} + '\n');
    }
}

std::optional<StopReason> stop_requested(SessionFolder const& folder)
{
    std::ifstream stream{folder.stop_request()};
    std::string found;
    stream >> found;
    for (auto const reason : {StopReason::cancelled, StopReason::out_of_time}) {
        if (found == word(reason)) {
            return reason;
        }
    }
    return std::nullopt;
}

}  // namespace atl::session

#include "app/require_over.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <thread>

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/session/session_lock.hpp"
#include "atoll/session/status_file.hpp"
#include "atoll/session/stop_request.hpp"
#include "atoll/slurm/session_view.hpp"

namespace atl::app {
namespace {

constexpr auto wait_or_cancel = "wait for its end, or `atoll cancel` it first";
constexpr auto wait_a_little = "it is ending: wait a little";

/// Who runs the session; ranks that have written its outcome are given time to go.
std::optional<std::string> owner_after_the_end(session::SessionFolder const& folder)
{
    constexpr std::chrono::milliseconds pause{100};
    constexpr int pauses = 100;
    auto owner = session::lock_owner(folder);
    for (int i = 0; owner && i < pauses && session::read_exit_status(folder); ++i) {
        std::this_thread::sleep_for(pause);
        owner = session::lock_owner(folder);
    }
    return owner;
}

}  // namespace

void require_over(session::SessionFolder const& folder, slurm::SlurmClient& client)
{
    auto const hint = session::stop_requested(folder) ? wait_a_little : wait_or_cancel;
    if (auto const owner = owner_after_the_end(folder)) {
        throw Error{ErrorKind::usage,
                    fmt::format("session '{}' is being run by {}", folder.id(), *owner),
                    hint};
    }
    auto const view = slurm::view_session(folder, client, slurm::AskSlurm::yes);
    // A local session that nobody runs is over, however it ended.
    if (view.outcome || view.asked.job_id.empty()) {
        return;
    }
    if (!view.evidence.job) {
        throw Error{ErrorKind::slurm,
                    fmt::format("SLURM does not say whether job {} of session '{}' has ended",
                                view.asked.job_id,
                                folder.id()),
                    "try again when `squeue` answers"};
    }
    throw Error{
        ErrorKind::usage,
        fmt::format("session '{}' has not ended ({})", folder.id(), slurm::progress_line(view)),
        hint};
}

}  // namespace atl::app

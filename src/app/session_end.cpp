#include "app/session_end.hpp"

#include "atoll/session/status_file.hpp"
#include "atoll/slurm/session_view.hpp"

namespace atl::app {

SessionEnd::SessionEnd(session::SessionFolder const& folder,
                       slurm::SlurmClient& client,
                       Clock const& clock)
    : folder_(&folder), client_(&client), clock_(&clock), next_question_(clock.monotonic_ns())
{
}

bool SessionEnd::reached()
{
    if (session::read_exit_status(*folder_)) {
        return true;
    }
    if (clock_->monotonic_ns() < next_question_) {
        return false;
    }
    auto const view = slurm::view_session(*folder_, *client_, slurm::AskSlurm::yes);
    // From the answer on: squeue may take long.
    next_question_ = clock_->monotonic_ns() + ask_interval;
    return view.outcome.has_value();
}

}  // namespace atl::app

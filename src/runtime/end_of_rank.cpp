#include "runtime/end_of_rank.hpp"

#include <chrono>
#include <thread>

#include "runtime/stop_signals.hpp"

namespace atl::runtime {
namespace {

using namespace std::chrono_literals;

// The apps have died with the helper, and are not to blame: this rank leaves, and they run again.
void wait_without_helper(EndSigns const& signs, std::stop_token const& stop)
{
    while (signs.has_lost_helper && signs.has_lost_helper() && !stop.stop_requested()) {
        std::this_thread::sleep_for(10ms);
    }
}

// scancel and the time limit signal ranks and apps in the same instant: an app that dies of it has
// not failed, it is cancelled with the session. The cancellation comes by way of rank 0.
void wait_for_cancellation(EndSigns const& signs, std::stop_token const& stop, int exit_code)
{
    if (!may_have_died_with_job(exit_code) || !signs.being_stopped) {
        return;
    }
    for (auto waited = 0ms; waited < 5s && !stop.stop_requested(); waited += 10ms) {
        if (waited >= time_to_hear_of_end && !signs.being_stopped()) {
            return;
        }
        std::this_thread::sleep_for(10ms);
    }
}

}  // namespace

void wait_if_rank_ends(EndSigns const& signs, std::stop_token const& stop, int exit_code) noexcept
{
    wait_without_helper(signs, stop);
    wait_for_cancellation(signs, stop, exit_code);
}

}  // namespace atl::runtime

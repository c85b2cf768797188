#include "runtime/progress_of.hpp"

#include <algorithm>

#include "atoll/core/drop_state.hpp"

namespace atl::runtime {
namespace {

manager::StateCounts counts_of(engine::Counters const& c)
{
    manager::StateCounts counts{};
    auto const at = [&](DropState state) -> std::uint64_t& {
        return counts[static_cast<std::size_t>(state)];
    };
    at(DropState::completed) = c.data_completed;
    at(DropState::error) = c.data_error + c.apps_error;
    at(DropState::skipped) = c.data_skipped + c.apps_skipped;
    at(DropState::cancelled) = c.data_cancelled + c.apps_cancelled;
    at(DropState::finished) = c.apps_finished;
    at(DropState::running) = c.apps_running + c.apps_lent;
    return counts;
}

}  // namespace

manager::Progress progress_of(engine::Counters const& counters, std::uint32_t owned)
{
    manager::Progress progress;
    progress.counts = counts_of(counters);
    progress.running_apps = counters.apps_running + counters.apps_lent;
    progress.waiting_apps = counters.apps_waiting;
    progress.waiting_us = counters.waiting_us;
    progress.ended_us = counters.ended_us;
    progress.busy_us = counters.busy_us;
    // 0 is for the rank to say, when the engine has come to rest.
    auto const settled = std::min<std::uint64_t>(owned, counters.settled());
    progress.unfinished = std::max<std::uint64_t>(1, owned - settled);
    return progress;
}

}  // namespace atl::runtime

#include "atoll/runtime/executor.hpp"

#include <cstdlib>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "atoll/core/clock.hpp"
#include "atoll/core/error.hpp"
#include "atoll/core/log.hpp"
#include "atoll/session/link_file.hpp"
#include "atoll/session/session_folder.hpp"
#include "atoll/session/status_file.hpp"

#include "runtime/drain_signal.hpp"
#include "runtime/executor_loop.hpp"
#include "runtime/hub_links.hpp"
#include "runtime/patience.hpp"
#include "runtime/stop_signals.hpp"

namespace atl::runtime {
namespace {

/// Nothing, too, when the file cannot be read just now: it may be there in a moment.
std::optional<session::LinkFile> look_for_base(session::SessionFolder const& folder)
{
    try {
        return session::read_link_file(folder);
    } catch (Error const& failure) {
        log::debug("runtime", "{}", failure.what());
        return std::nullopt;
    }
}

/// What rank 0 has written about itself, once it is there; nothing when there is no session to
/// join any more, or none in time.
std::optional<session::LinkFile> wait_for_base(session::SessionFolder const& folder,
                                               ExecutorOptions const& options,
                                               Clock const& clock)
{
    auto const start_ns = clock.monotonic_ns();
    Patience patience;
    while (!session::read_exit_status(folder) && !stop_signalled() && !drain_signalled()) {
        if (auto link = look_for_base(folder)) {
            return link;
        }
        if (static_cast<double>(clock.monotonic_ns() - start_ns) * 1e-9 > options.patience.count) {
            log::warn("runtime", "rank 0 does not listen for extensions");
            return std::nullopt;
        }
        patience.wait();
    }
    return std::nullopt;
}

}  // namespace

ExitStatus run_executor(ExecutorOptions const& options)
{
    StopSignals const stop;
    DrainSignal const drain;
    SystemClock const clock;
    session::SessionFolder const folder{options.session_folder};
    auto const base = wait_for_base(folder, options, clock);
    if (!base) {
        bool const nothing_to_do =
            session::read_exit_status(folder) || stop_signalled() || drain_signalled();
        return nothing_to_do ? ExitStatus::success : ExitStatus::lost_rank;
    }
    auto const links = [&] {
        return links_to_session(
            folder,
            fmt::format("executor on {} (job {})", options.host, options.job_id),
            base->epoch);
    };
    auto const address = [&] {
        // In another run of the session nobody is waiting for this process.
        auto const now = session::read_link_file(folder);
        return now && now->epoch == base->epoch ? now->address : std::string{};
    };
    auto const is_over = [&] { return session::read_exit_status(folder).has_value(); };
    ExecutorLoop loop{options, {links, clock, address, is_over, stop_signalled, drain_signalled}};
    Patience patience;
    while (!loop.outcome()) {
        loop.step() ? patience.reset() : patience.wait();
    }
    if (loop.running() > 0) {
        log::warn("runtime", "an app ignores that it is to end; the executor leaves without it");
        log::flush();
        std::_Exit(static_cast<int>(*loop.outcome()));
    }
    return *loop.outcome();
}

}  // namespace atl::runtime

#include "app/cancel.hpp"

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/session/islands_file.hpp"
#include "atoll/session/session_file.hpp"
#include "atoll/session/status_file.hpp"
#include "atoll/session/stop_request.hpp"
#include "atoll/slurm/session_view.hpp"
#include "atoll/slurm/slurm_client.hpp"

#include "app/named_session.hpp"
#include "app/options.hpp"

namespace atl::app {

namespace {

namespace po = boost::program_options;

struct CancelOptions {
    std::string session;
    std::string root;
    bool now{false};
};

CommandLine describe(CancelOptions& o)
{
    CommandLine line{"atoll cancel SESSION [options]", {}, {"session"}};
    // clang-format off
    line.options.add_options()
        ("session", po::value(&o.session), "session")
        ("now",     po::bool_switch(&o.now), "do not wait for the ranks to record what they have")
        ("root",    po::value(&o.root)->value_name("DIR"), "folder of sessions (default: $ATOLL_ROOT)");
    // clang-format on
    return line;
}

// A job that runs is asked first, so that its ranks can end what they do; one that waits has
// nothing to record.
slurm::CancelResult end_job(slurm::JobId const& job, CancelOptions const& o)
{
    slurm::ProcessRunner runner;
    slurm::SlurmClient client{runner, environment_map(), Seconds{60}};
    auto const state = client.query({&job, 1}).front().state;
    return state == slurm::JobState::running && !o.now ? client.nudge(job) : client.cancel(job);
}

// Rank 0 withdraws them itself when it ends in order; with --now it may not come to that.
void end_islands(session::SessionFolder const& folder)
{
    slurm::ProcessRunner runner;
    slurm::SlurmClient client{runner, environment_map(), Seconds{60}};
    auto const file = session::read_islands_file(folder);
    for (auto const& island : file ? file->islands : std::vector<session::IslandRecord>{}) {
        if (island.state != "ended" && !island.job_id.empty()) {
            static_cast<void>(client.cancel({island.job_id, island.job_cluster}));
        }
    }
}

slurm::SessionView look_at(session::SessionFolder const& folder)
{
    slurm::ProcessRunner runner;
    slurm::SlurmClient client{runner, environment_map(), Seconds{60}};
    return slurm::view_session(folder, client, slurm::AskSlurm::yes);
}

}  // namespace

int cancel(std::span<std::string const> arguments)
{
    CancelOptions o;
    if (parse_options(describe(o), arguments) == Parsed::help_shown) {
        return 0;
    }
    if (o.session.empty()) {
        throw Error{ErrorKind::usage,
                    "the session is missing",
                    "`atoll list` shows all; 'last' is the youngest"};
    }
    auto const folder = named_session(o.root, o.session);
    auto const session = session::read_session_file(folder);
    auto const view = look_at(folder);
    if (view.outcome) {
        fmt::print("session {} {}\n",
                   folder.id(),
                   view.refusal ? "was never submitted" : "has ended already");
        return 0;
    }
    // Before the signal: the ranks read it to know that a person asked.
    session::request_stop(folder, session::StopReason::cancelled);
    if (session.job_id.empty()) {
        fmt::print("session {} {}\n",
                   folder.id(),
                   slurm::is_ending(view) ? "is ending already" : "is asked to stop");
        return 0;
    }
    auto const result = end_job({session.job_id, session.job_cluster}, o);
    if (o.now) {
        end_islands(folder);
    }
    fmt::print("session {}: job {} {}\n",
               folder.id(),
               session.job_id,
               result == slurm::CancelResult::asked
                   ? "is being cancelled (--now does not wait for its ranks)"
                   : "has ended already");
    return 0;
}

}  // namespace atl::app

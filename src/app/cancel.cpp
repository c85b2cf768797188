#include "app/cancel.hpp"

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/session/session_file.hpp"
#include "atoll/session/status_file.hpp"
#include "atoll/session/stop_request.hpp"
#include "atoll/slurm/slurm_client.hpp"

#include "app/options.hpp"

namespace atl::app {

namespace po = boost::program_options;

int cancel(std::span<std::string const> arguments)
{
    std::string name;
    std::string root;
    CommandLine line{"atoll cancel SESSION [options]", {}, {"session"}};
    line.options.add_options()("session", po::value(&name), "session")(
        "root", po::value(&root)->value_name("DIR"), "folder of sessions (default: $ATOLL_ROOT)");
    if (parse_options(line, arguments) == Parsed::help_shown) {
        return 0;
    }
    if (name.empty()) {
        throw Error{ErrorKind::usage,
                    "the session is missing",
                    "`atoll list` shows all; 'last' is the youngest"};
    }
    auto const environment = environment_map();
    auto const folder = session::find_session(
        session::session_root(root, value_of(environment, "ATOLL_ROOT")), name);
    auto const session = session::read_session_file(folder);
    if (session::read_exit_status(folder)) {
        fmt::print("session {} has ended already\n", folder.id());
        return 0;
    }
    // Before the signal: the ranks read it to know that a person asked.
    session::request_stop(folder, session::StopReason::cancelled);
    if (session.job_id.empty()) {
        fmt::print("session {} is asked to stop\n", folder.id());
        return 0;
    }
    slurm::ProcessRunner runner;
    slurm::SlurmClient client{runner, environment, Seconds{60}};
    auto const result = client.cancel({session.job_id, session.job_cluster});
    fmt::print("session {}: job {} {}\n",
               folder.id(),
               session.job_id,
               result == slurm::CancelResult::asked ? "is being cancelled" : "has ended already");
    return 0;
}

}  // namespace atl::app

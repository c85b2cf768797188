#include "app/list.hpp"

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/slurm/session_view.hpp"

#include "app/named_session.hpp"
#include "app/options.hpp"

namespace atl::app {
namespace {

namespace po = boost::program_options;

void print_row(session::SessionFolder const& folder, slurm::SlurmClient& client)
{
    try {
        auto const view = slurm::view_session(folder, client, slurm::AskSlurm::yes);
        fmt::print("{:<44} {:>8}  {}\n",
                   folder.id(),
                   view.asked.job_id.empty() ? "local" : view.asked.job_id,
                   slurm::progress_line(view));
    } catch (Error const& problem) {
        fmt::print("{:<44} {:>8}  {}\n", folder.id(), "-", problem.problem());
    }
}

}  // namespace

int list(std::span<std::string const> arguments)
{
    std::string root;
    CommandLine line{"atoll list [options]", {}, {}};
    line.options.add_options()(
        "root", po::value(&root)->value_name("DIR"), "folder of sessions (default: $ATOLL_ROOT)");
    if (parse_options(line, arguments) == Parsed::help_shown) {
        return 0;
    }
    auto const environment = environment_map();
    slurm::ProcessRunner runner;
    slurm::SlurmClient client{runner, environment, Seconds{20}};
    for (auto const& folder : session::list_sessions(sessions_root(root))) {
        print_row(folder, client);
    }
    return 0;
}

}  // namespace atl::app

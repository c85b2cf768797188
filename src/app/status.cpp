#include "app/status.hpp"

#include <fmt/format.h>

#include "atoll/slurm/session_view.hpp"

#include "app/options.hpp"

namespace atl::app {
namespace {

namespace po = boost::program_options;

void print(session::SessionFolder const& folder, slurm::SessionView const& view)
{
    fmt::print("session   {}\nfolder    {}\ngraph     {}\n",
               folder.id(),
               folder.path().string(),
               view.asked.graph_source);
    if (!view.asked.job_id.empty()) {
        fmt::print("job       {}{}{} on {} nodes\n",
                   view.asked.job_id,
                   view.asked.job_cluster.empty() ? "" : " of cluster ",
                   view.asked.job_cluster,
                   view.asked.node_managers);
    }
    if (view.evidence.job && !view.evidence.job->nodes.empty()) {
        fmt::print(
            "nodes     {}\ntime left {}\n", view.evidence.job->nodes, view.evidence.job->time_left);
    }
    fmt::print("state     {}\n", slurm::progress_line(view));
    if (!view.status) {
        return;
    }
    for (auto const& [state, count] : view.status->drops) {
        fmt::print("  {:<12} {}\n", state, count);
    }
    for (auto const& extension : view.status->extensions) {
        fmt::print("extension {} on {}: {} CPUs, {} running, {}\n",
                   extension.job_id.empty() ? "without a job" : extension.job_id,
                   extension.host,
                   extension.cpus,
                   extension.running,
                   extension.state);
    }
    for (auto const& failure : view.status->failures) {
        fmt::print("failed    {}\n", failure.reason);
    }
}

}  // namespace

int status(std::span<std::string const> arguments)
{
    std::string name;
    std::string root;
    bool json{false};
    CommandLine line{"atoll status [SESSION] [options]", {}, {"session"}};
    line.options.add_options()("session", po::value(&name), "session (default: the youngest)")(
        "root", po::value(&root)->value_name("DIR"), "folder of sessions (default: $ATOLL_ROOT)")(
        "json", po::bool_switch(&json), "print a JSON object");
    if (parse_options(line, arguments) == Parsed::help_shown) {
        return 0;
    }
    auto const environment = environment_map();
    auto const folder = session::find_session(
        session::session_root(root, value_of(environment, "ATOLL_ROOT")), name);
    slurm::ProcessRunner runner;
    slurm::SlurmClient client{runner, environment, Seconds{20}};
    auto const view = slurm::view_session(folder, client, slurm::AskSlurm::yes);
    if (json) {
        fmt::print("{}\n", slurm::to_json(folder, view));
    } else {
        print(folder, view);
    }
    return 0;
}

}  // namespace atl::app

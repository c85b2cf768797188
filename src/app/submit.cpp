#include "app/submit.hpp"

#include <cstdio>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/slurm/job_script.hpp"
#include "atoll/slurm/slurm_client.hpp"

#include "app/follow.hpp"
#include "app/graph_check.hpp"
#include "app/graph_settings.hpp"
#include "app/job_plan.hpp"
#include "app/logical_options.hpp"
#include "app/named_session.hpp"
#include "app/new_session.hpp"
#include "app/options.hpp"

namespace atl::app {
namespace {

namespace po = boost::program_options;

struct SubmitOptions {
    std::string graph;
    PlanOptions plan;
    LogicalArguments logical;
    int nodes{0};
    std::string launcher;
    std::string partition;
    std::string root;
    bool dry_run{false};
    bool no_adapt{false};
    bool follow{false};
};

CommandLine describe(SubmitOptions& o)
{
    CommandLine line{"atoll submit GRAPH -c FILE [options]", {}, {"graph"}};
    // clang-format off
    line.options.add_options()
        ("graph",       po::value(&o.graph), "graph (JSON)")
        ("config,c",    po::value(&o.plan.cluster_files)->value_name("FILE"),
                        "cluster file: dask-jobqueue YAML, or DALiuGE's INI and SLURM template (default: $ATOLL_CLUSTER)")
        ("config-name", po::value(&o.plan.config_name)->default_value(o.plan.config_name)->value_name("NAME"),
                        "section under 'jobqueue:' of a jobqueue.yaml")
        ("nodes,N",     po::value(&o.nodes)->value_name("N"),
                        "node managers, one a node (default: what the cluster file says)")
        ("dry-run,n",   po::bool_switch(&o.dry_run), "print the job script and submit nothing")
        ("no-adapt",    po::bool_switch(&o.no_adapt),
                        "keep the number of nodes, whatever adapt_kwargs says (`atoll scale` still changes it)")
        ("follow,f",    po::bool_switch(&o.follow), "show progress and end with the session's exit status")
        ("root",        po::value(&o.root)->value_name("DIR"),
                        "folder of sessions, seen by all nodes (default: $ATOLL_ROOT or atoll-sessions)")
        ("launcher",    po::value(&o.launcher)->value_name("NAME"), "auto, srun-pmix or mpirun")
        ("partition",   po::value(&o.partition)->value_name("NAME"), "how drops are spread over nodes, as in atoll run")
        ("settings",    po::value(&o.plan.settings_file)->value_name("FILE"), "Atoll's own settings (YAML)")
        ("set",         po::value(&o.plan.sets)->value_name("KEY=VALUE"),
                        "change one setting, one key of the cluster file, or NODE.PARAMETER of a logical graph; may be repeated");
    // clang-format on
    add_fill_options(line.options, o.logical);
    return line;
}

// Options of their own are settings under another name.
void add_sets(SubmitOptions& o)
{
    if (o.nodes != 0) {
        o.plan.sets.push_back(fmt::format("nodes={}", checked_count(o.nodes, 1, "--nodes")));
    }
    if (o.no_adapt) {
        o.plan.sets.emplace_back("adapt=off");
    }
    if (!o.launcher.empty()) {
        o.plan.sets.push_back("launcher=" + o.launcher);
    }
    if (!o.partition.empty()) {
        o.plan.sets.push_back("partition=" + o.partition);
    }
}

int print_script(JobPlan const& plan, session::SessionFolder const& folder, SubmitOptions const& o)
{
    auto const program = program_path();
    auto const share = slurm::share_folder(value_of(o.plan.environment, "ATOLL_SHARE"), program);
    auto const scripts = slurm::render_job_scripts(
        {plan.cluster.cluster, plan.settings.settings, folder, program, plan.nodes},
        share / "slurm");
    fmt::print("{}", scripts.batch);
    return 0;
}

}  // namespace

int submit(std::span<std::string const> arguments)
{
    SubmitOptions o;
    auto const line = describe(o);
    if (parse_options(line, arguments) == Parsed::help_shown) {
        return 0;
    }
    require(o.graph, "the graph", line);
    o.plan.environment = environment_map();
    add_sets(o);
    graph::GraphFile file{o.graph};
    o.logical.settings = take_graph_settings(file, o.plan.sets);
    auto plan = read_plan(o.plan);
    require_valid(plan);
    expand_log_directory(plan.cluster.cluster, o.plan.environment);
    auto const graph = check_graph(std::move(file),
                                   logical_options(o.logical),
                                   GraphTarget{drops::Surroundings::other, cpus_per_rank(plan)});
    auto const root = sessions_root(o.root);
    if (o.dry_run) {
        return print_script(plan, session::SessionFolder{root / (graph.name + "_SESSION")}, o);
    }
    slurm::ProcessRunner runner;
    slurm::SlurmClient client{runner, o.plan.environment, plan.settings.settings.command_timeout};
    auto const session = start_session({plan, graph, root, o.plan.environment}, client);
    fmt::print("session {}\njob {}\n", session.folder.id(), session.job.number);
    if (!o.follow) {
        fmt::print("`atoll status {0}` shows how far it is, `atoll cancel {0}` ends it\n",
                   session.folder.id());
        return 0;
    }
    std::fflush(stdout);
    return follow(session.folder, client, plan.settings.settings.poll_interval);
}

}  // namespace atl::app

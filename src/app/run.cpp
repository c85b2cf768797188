#include "app/run.hpp"

#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include "atoll/config/read_settings.hpp"
#include "atoll/core/clock.hpp"
#include "atoll/core/error.hpp"
#include "atoll/graph/graph_file.hpp"
#include "atoll/runtime/usable_cpus.hpp"
#include "atoll/session/atomic_file.hpp"
#include "atoll/session/secret_file.hpp"
#include "atoll/session/session_file.hpp"
#include "atoll/session/session_folder.hpp"
#include "atoll/translate/partitioner.hpp"

#include "app/graph_check.hpp"
#include "app/load_graph.hpp"
#include "app/local_ranks.hpp"
#include "app/logical_options.hpp"
#include "app/named_session.hpp"
#include "app/new_session.hpp"
#include "app/options.hpp"
#include "app/run_preview.hpp"

namespace po = boost::program_options;

namespace atl::app {
namespace {

/// Ranks when the user names no number: inside a job of several nodes a node manager for each and
/// the island manager, else one rank that does it all.
int usual_ranks()
{
    char const* const variable =
        std::getenv("SLURM_JOB_NUM_NODES");  // NOLINT(concurrency-mt-unsafe): no threads yet
    std::string_view const text{variable == nullptr ? "" : variable};
    int nodes = 1;
    std::from_chars(text.data(), text.data() + text.size(), nodes);
    return nodes > 1 ? nodes + 1 : 1;
}

struct RunOptions {
    std::string graph;
    std::string root;
    std::string partition{"auto"};
    int ranks{usual_ranks()};
    int cpus{0};
    int partitions{0};
    bool extensible{false};
    bool dry_run{false};
    LogicalArguments logical;
};

CommandLine describe(RunOptions& o)
{
    CommandLine line{"atoll run GRAPH [options]", {}, {"graph"}};
    // clang-format off
    line.options.add_options()
        ("graph",      po::value(&o.graph), "graph (JSON; '-': standard input)")
        ("ranks,n",    po::value(&o.ranks)->default_value(o.ranks)->value_name("N"),
                       "processes: 1 does it all; more are one island manager and N - 1 node managers")
        ("cpus",       po::value(&o.cpus)->default_value(o.cpus)->value_name("N"),
                       "CPUs that a node manager may use; 0: all there are")
        ("partition",  po::value(&o.partition)->default_value(o.partition)->value_name("NAME"),
                       "how drops are spread over ranks: auto, metis, mysarkar, min_num_parts, pso, none, template, "
                       "round-robin or as-given")
        ("partitions", po::value(&o.partitions)->default_value(o.partitions)->value_name("N"),
                       "parts to make; 0: one for each node manager")
        ("extensible", po::bool_switch(&o.extensible),
                       "let processes of other jobs lend their CPUs ('atoll extension')")
        ("dry-run",    po::bool_switch(&o.dry_run),
                       "say what would run on which rank; run nothing")
        ("root",       po::value(&o.root)->value_name("DIR"),
                       "folder of sessions (default: $ATOLL_ROOT or atoll-sessions)");
    // clang-format on
    add_logical_options(line.options, o.logical);
    return line;
}

void check(RunOptions const& options, CommandLine const& line)
{
    require(options.graph, "the graph", line);
    static_cast<void>(checked_ranks(options.ranks));
    static_cast<void>(checked_count(options.cpus, 0, "--cpus"));
    static_cast<void>(checked_count(options.partitions, 0, "--partitions"));
    // The ranks would find an unknown name, too, but only when the session stands.
    static_cast<void>(translate::make_partitioner(options.partition));
}

CheckedGraph checked_graph(RunOptions const& options)
{
    return check_graph(graph::GraphFile{options.graph},
                       logical_options(options.logical),
                       GraphTarget{drops::Surroundings::of_session,
                                   options.cpus > 0 ? static_cast<std::uint32_t>(options.cpus)
                                                    : runtime::usable_cpus()});
}

/// What the options and the environment ask of a session.
session::SessionFile session_file(RunOptions const& options, CheckedGraph const& graph)
{
    session::SessionFile session;
    session.graph_name = graph.name;
    session.graph_source = graph.path.string();
    session.created = utc_text(SystemClock{});
    session.program = program_path().string();
    session.program_version = ATOLL_VERSION;
    session.work_folder = std::filesystem::current_path().string();
    session.node_managers = static_cast<std::uint32_t>(options.ranks - 1);
    session.cpus_per_rank = static_cast<std::uint32_t>(options.cpus);
    session.partition_algorithm = options.partition;
    session.launcher = "local";
    auto const settings =
        config::read_settings({.file = {}, .environment = environment_map(), .sets = {}});
    settings.diagnostics.throw_if_errors(ErrorKind::invalid_config, "the environment");
    session.journal_interval = settings.settings.journal_interval;
    session.durability = settings.settings.durability;
    remember_options(graph.changes, session);
    if (options.extensible) {
        session.options["extensions"] = "on";
    }
    if (options.partitions > 0) {
        session.options["partitions"] = std::to_string(options.partitions);
    }
    return session;
}

session::SessionFolder prepare(RunOptions const& options)
{
    auto const graph = checked_graph(options);
    auto session = session_file(options, graph);
    auto const folder =
        session::create_session_folder(sessions_root(options.root), graph.name, SystemClock{});
    session::write_atomically(folder.graph(), graph.file.text());
    session.id = folder.id();
    if (options.extensible) {
        session::create_secret_file(folder.secret());
    }
    session::write_session_file(folder, session);
    return folder;
}

int show_what_would_run(RunOptions const& options)
{
    auto const graph = checked_graph(options);
    auto const session = session_file(options, graph);
    fmt::print("{}", preview_run(load_session_graph(graph.file, session), session));
    return 0;
}

}  // namespace

int run(std::span<std::string const> arguments)
{
    RunOptions options;
    auto const line = describe(options);
    if (parse_options(line, arguments) == Parsed::help_shown) {
        return 0;
    }
    check(options, line);
    if (options.dry_run) {
        return show_what_would_run(options);
    }
    auto const folder = prepare(options);
    return run_local_ranks(folder, options.ranks);
}

}  // namespace atl::app

#include "app/resume.hpp"

#include <cstdio>
#include <filesystem>
#include <optional>

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/session/session_file.hpp"
#include "atoll/session/status_file.hpp"
#include "atoll/slurm/command_runner.hpp"
#include "atoll/slurm/slurm_client.hpp"

#include "app/edited_graph.hpp"
#include "app/follow.hpp"
#include "app/job_plan.hpp"
#include "app/job_source.hpp"
#include "app/local_ranks.hpp"
#include "app/named_session.hpp"
#include "app/new_session.hpp"
#include "app/options.hpp"
#include "app/require_over.hpp"
#include "app/session_plan.hpp"

namespace po = boost::program_options;

namespace atl::app {
namespace {

struct ResumeOptions {
    std::string session;
    std::string root;
    PlanOptions plan;
    std::string graph;
    int nodes{0};
    int ranks{0};
    std::vector<std::string> from;
    bool failed{false};
    bool follow{false};
    bool dry_run{false};
};

CommandLine command_line(ResumeOptions& o)
{
    CommandLine line{"atoll resume SESSION [options]", {}, {"session"}};
    // clang-format off
    line.options.add_options()
        ("session",   po::value(&o.session), "session")
        ("config,c",  po::value(&o.plan.cluster_files)->value_name("FILE"), "another cluster file for the new job")
        ("graph",     po::value(&o.graph)->value_name("FILE"), "the session's graph, edited: only what has changed, and what follows, runs again")
        ("config-name", po::value(&o.plan.config_name)->default_value(o.plan.config_name)->value_name("NAME"),
                      "section under 'jobqueue:' of another jobqueue.yaml")
        ("set",       po::value(&o.plan.sets)->value_name("KEY=VALUE"), "node.parameter=value changes the graph; of the job: as for `atoll submit`")
        ("nodes,N",   po::value(&o.nodes)->value_name("N"), "node managers of the new job (default: as before)")
        ("ranks",     po::value(&o.ranks)->value_name("N"), "processes of a local session (default: as before)")
        ("from",      po::value(&o.from)->value_name("DROP"), "run this drop and all after it again; may be repeated")
        ("failed",    po::bool_switch(&o.failed), "run only drops that failed, and what follows from them")
        ("follow,f",  po::bool_switch(&o.follow), "show progress and end with the session's exit status")
        ("dry-run,n", po::bool_switch(&o.dry_run), "say what would run, and why; run nothing")
        ("root",      po::value(&o.root)->value_name("DIR"), "folder of sessions (default: $ATOLL_ROOT)");
    // clang-format on
    return line;
}

// What is left of --set once the graph has taken its part; a local session has no job to change.
void refuse_settings(ResumeOptions const& o)
{
    if (!o.plan.sets.empty()) {
        throw Error{
            ErrorKind::usage,
            fmt::format("'--set {}' names no parameter of a node of a logical graph",
                        o.plan.sets.front()),
            "`atoll show` lists the graph's nodes; a physical graph is edited with --graph"};
    }
}

// What an earlier job has left would be taken for the word of the new one.
void clear_outcome(session::SessionFolder const& folder)
{
    for (auto const& file : {folder.exit_status(), folder.stop_request(), folder.status_file()}) {
        std::filesystem::remove(file);
    }
}

/// The edit that \p o asks for, if any. The settings that concern the graph leave \p o.
std::optional<EditedGraph> edit(session::SessionFolder const& folder,
                                session::SessionFile const& session,
                                ResumeOptions& o,
                                slurm::SlurmClient& client)
{
    auto const settings = take_edit_settings(folder, o.graph, o.plan.sets);
    if (o.graph.empty() && settings.empty()) {
        return std::nullopt;
    }
    require_over(folder, client);
    return prepare_edit(folder, session, {o.graph, settings});
}

int resume_locally(session::SessionFolder const& folder,
                   session::SessionFile session,
                   ResumeOptions const& o)
{
    auto const ranks = o.ranks > 0 ? checked_ranks(o.ranks) : session.node_managers + 1;
    session.node_managers = ranks - 1;
    session::write_session_file(folder, session);
    clear_outcome(folder);
    return run_local_ranks(folder, static_cast<int>(ranks));
}

/// What the new job is planned from: another cluster file, or what the job before was planned from
/// with what \p o changes in it.
PlanOptions source_of_job(session::SessionFolder const& folder,
                          session::SessionFile const& session,
                          ResumeOptions const& o)
{
    auto source = o.plan;
    if (source.cluster_files.empty()) {
        source = kept_job_source(folder, session);
        source.environment = o.plan.environment;
        source.sets.push_back(fmt::format("nodes={}", session.node_managers));
        source.sets.insert(source.sets.end(), o.plan.sets.begin(), o.plan.sets.end());
    }
    if (o.nodes > 0) {
        source.sets.push_back(fmt::format("nodes={}", o.nodes));
    }
    return source;
}

int resume_in_job(session::SessionFolder const& folder,
                  session::SessionFile session,
                  ResumeOptions const& o,
                  slurm::SlurmClient& client)
{
    if (!o.plan.cluster_files.empty() || o.nodes > 0 || !o.plan.sets.empty()) {
        auto const asked = source_of_job(folder, session, o);
        auto plan = read_plan(asked);
        require_valid(plan);
        expand_log_directory(plan.cluster.cluster, asked.environment);
        session = replace_job(plan, folder, session, asked.environment);
    }
    clear_outcome(folder);
    auto const job = submit_job(folder, session, client);
    fmt::print("session {}\njob {}\n", folder.id(), job.number);
    if (!o.follow) {
        return 0;
    }
    std::fflush(stdout);
    return follow(folder, client, Seconds{10});
}

}  // namespace

int resume(std::span<std::string const> arguments)
{
    ResumeOptions o;
    auto const line = command_line(o);
    if (parse_options(line, arguments) == Parsed::help_shown) {
        return 0;
    }
    require(o.session, "the session", line);
    o.plan.environment = environment_map();
    auto const folder = named_session(o.root, o.session);
    session::finish_graph_edit(folder);
    auto session = session::read_session_file(folder);
    session::ResumeRequest request;
    request.failed = o.failed ? session::FailedDrops::only : session::FailedDrops::run_again;
    request.from = o.from;
    slurm::ProcessRunner runner;
    slurm::SlurmClient client{runner, o.plan.environment, Seconds{60}};
    auto edited = edit(folder, session, o, client);
    if (edited) {
        request.changed = edited->changed;
    }
    auto const plan = edited
                          ? plan_session(folder, edited->journal, std::move(edited->graph), request)
                          : plan_session(folder, request);
    if (o.dry_run) {
        fmt::print("{}", describe(plan));
        return 0;
    }
    require_over(folder, client);
    if (session.launcher == "local") {
        refuse_settings(o);
    }
    if (edited) {
        edited->edit.commit(edited->text, edited->session);
        session = edited->session;
    }
    if (plan.preview.last_epoch > 0 && plan.preview.plan.to_run() == 0) {
        fmt::print("session {} has nothing left to run\n", folder.id());
        return static_cast<int>(session::read_exit_status(folder).value_or(ExitStatus::success));
    }
    fmt::print(stderr, "{}", describe(plan));
    request.since = plan.preview.last_epoch;
    request.changed = plan.preview.changed;
    session::write_resume_request(folder, request);
    return session.launcher == "local" ? resume_locally(folder, session, o)
                                       : resume_in_job(folder, session, o, client);
}

}  // namespace atl::app

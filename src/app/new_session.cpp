#include "app/new_session.hpp"

#include <ctime>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "atoll/config/worker_shape.hpp"
#include "atoll/core/error.hpp"
#include "atoll/session/atomic_file.hpp"
#include "atoll/session/refusal.hpp"
#include "atoll/session/secret_file.hpp"
#include "atoll/session/session_file.hpp"
#include "atoll/session/status_file.hpp"
#include "atoll/slurm/job_script.hpp"

#include "app/expand.hpp"
#include "app/job_source.hpp"
#include "app/load_graph.hpp"
#include "app/options.hpp"

namespace atl::app {
namespace {

namespace fs = std::filesystem;

session::Scaling scaling(JobPlan const& plan)
{
    auto const& cluster = plan.cluster.cluster;
    auto const& settings = plan.settings.settings;
    auto const bounds = config::scaling_bounds(cluster);
    session::Scaling scaling;
    scaling.adapts = cluster.adapt.has_value() && settings.adapt == config::Adapting::automatic;
    if (cluster.adapt) {
        scaling.least_nodes = bounds.minimum;
        scaling.most_nodes = bounds.maximum;
        scaling.interval = cluster.adapt->interval;
        scaling.wait_count = cluster.adapt->wait_count;
        scaling.target_duration = cluster.adapt->target_duration;
    }
    scaling.nodes_per_island = settings.nodes_per_extension;
    scaling.most_waiting = settings.backlog;
    scaling.idle_timeout = settings.idle_timeout;
    scaling.drain_before_end = settings.drain_before_end;
    scaling.poll_interval = settings.poll_interval;
    scaling.command_timeout = settings.command_timeout;
    scaling.submit_via = config::to_string(settings.submit_via);
    return scaling;
}

/// What a job's description says of its ranks.
void describe_job(JobPlan const& plan, session::SessionFile& file)
{
    auto const& cluster = plan.cluster.cluster;
    auto const& settings = plan.settings.settings;
    auto const shape = config::worker_shape(cluster);
    file.program = program_path().string();
    file.program_version = ATOLL_VERSION;
    file.node_managers = plan.nodes;
    file.cpus_per_rank = cpus_per_rank(plan);
    file.slots_per_rank = cluster.cores.value_or(0);
    file.memory_per_rank = shape.memory;
    file.scratch = cluster.local_directory.value_or("");
    file.partition_algorithm = settings.partition;
    file.launcher = config::to_string(settings.launcher);
    file.journal_interval = settings.journal_interval;
    file.durability = settings.durability;
    auto const& of_manager = cluster.scheduler_options.interface;
    file.interface = of_manager ? *of_manager : cluster.interface.value_or("");
    file.walltime = cluster.walltime.span;
    file.scaling = scaling(plan);
    if (cluster.adapt) {
        file.options.emplace("extensions", "on");
    }
}

session::SessionFile session_file(SessionRequest const& request,
                                  session::SessionFolder const& folder,
                                  Clock const& clock)
{
    session::SessionFile file;
    file.id = folder.id();
    file.graph_name = request.graph.name;
    file.graph_source = request.graph.path.string();
    file.created = utc_text(clock);
    file.work_folder = fs::current_path().string();
    file.options = request.plan.settings.settings.engine;
    describe_job(request.plan, file);
    remember_options(request.graph.changes, file);
    return file;
}

void write_scripts(JobPlan const& plan,
                   session::SessionFolder const& folder,
                   std::map<std::string, std::string> const& environment)
{
    auto const program = program_path();
    auto const share = slurm::share_folder(value_of(environment, "ATOLL_SHARE"), program);
    slurm::JobRequest const job{
        plan.cluster.cluster, plan.settings.settings, folder, program, plan.nodes};
    auto const base = slurm::render_job_scripts(job, share / "slurm");
    auto const extension = slurm::render_extension_scripts(job, share / "slurm");
    session::write_atomically(folder.job_script(), base.batch);
    session::write_atomically(folder.node_script(), base.node);
    session::write_atomically(folder.extension_script(), extension.batch);
    session::write_atomically(folder.extension_node_script(), extension.node);
}

// SLURM drops the output of a job whose log folder is missing, without a word.
void make_log_directory(config::ClusterConfig const& cluster, fs::path const& work_folder)
{
    if (!cluster.log_directory) {
        return;
    }
    std::error_code failure;
    fs::create_directories(work_folder / *cluster.log_directory, failure);
    if (failure) {
        throw Error{ErrorKind::io,
                    fmt::format("cannot create log_directory '{}' ({})",
                                *cluster.log_directory,
                                failure.message())};
    }
}

slurm::JobId submit(session::SessionFolder const& folder,
                    fs::path const& work_folder,
                    slurm::SlurmClient& client)
{
    try {
        return client.submit(
            {folder.job_script(), work_folder, fmt::format("atoll:{}", folder.id())});
    } catch (Error const& refusal) {
        // Nobody else will ever end this session.
        session::write_exit_status(folder, exit_status(refusal.kind()));
        throw;
    }
}

}  // namespace

SubmittedSession start_session(SessionRequest const& request, slurm::SlurmClient& client)
{
    SystemClock const clock;
    make_log_directory(request.plan.cluster.cluster, fs::current_path());
    auto const folder = session::create_session_folder(request.root, request.graph.name, clock);
    session::write_atomically(folder.graph(), request.graph.file.text());
    auto session = session_file(request, folder, clock);
    keep_job_source(request.plan, folder, session);
    session::create_secret_file(folder.secret());
    write_scripts(request.plan, folder, request.environment);
    try {
        return {folder, submit_job(folder, session, client)};
    } catch (Error const& problem) {
        session::note_refusal(folder, problem.problem());
        throw;
    }
}

session::SessionFile replace_job(JobPlan const& plan,
                                 session::SessionFolder const& folder,
                                 session::SessionFile session,
                                 std::map<std::string, std::string> const& environment)
{
    make_log_directory(plan.cluster.cluster, session.work_folder);
    keep_job_source(plan, folder, session);
    write_scripts(plan, folder, environment);
    describe_job(plan, session);
    return session;
}

slurm::JobId submit_job(session::SessionFolder const& folder,
                        session::SessionFile session,
                        slurm::SlurmClient& client)
{
    session::write_session_file(folder, session);
    auto const job = submit(folder, session.work_folder, client);
    session::forget_refusal(folder);
    session.job_id = job.number;
    session.job_cluster = job.cluster;
    session::write_session_file(folder, session);
    return job;
}

fs::path program_path()
{
    std::error_code failure;
    auto path = fs::read_symlink("/proc/self/exe", failure);
    if (failure) {
        throw Error{ErrorKind::io,
                    fmt::format("cannot tell the program's own file ({})", failure.message())};
    }
    return path;
}

std::string utc_text(Clock const& clock)
{
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                       fmt::gmtime(static_cast<std::time_t>(clock.wall_ns() / 1'000'000'000)));
}

void expand_log_directory(config::ClusterConfig& cluster,
                          std::map<std::string, std::string> const& environment)
{
    if (cluster.log_directory) {
        cluster.log_directory = expand_path(*cluster.log_directory, "log_directory", environment);
    }
}

}  // namespace atl::app

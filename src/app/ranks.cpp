#include "app/ranks.hpp"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include <fmt/format.h>
#include <unistd.h>

#include "atoll/comm/loopback_transport.hpp"
#include "atoll/comm/mpi_world.hpp"
#include "atoll/core/clock.hpp"
#include "atoll/core/error.hpp"
#include "atoll/core/log.hpp"
#include "atoll/journal/receipt.hpp"
#include "atoll/journal/session_snapshot.hpp"
#include "atoll/process/launch_helper.hpp"
#include "atoll/process/run_command.hpp"
#include "atoll/runtime/rank.hpp"
#include "atoll/session/session_file.hpp"
#include "atoll/session/session_folder.hpp"
#include "atoll/session/session_lock.hpp"
#include "atoll/session/status_file.hpp"

#include "app/launcher_watch.hpp"
#include "app/load_graph.hpp"
#include "app/node_process.hpp"
#include "app/options.hpp"
#include "app/scratch_folder.hpp"

namespace po = boost::program_options;

namespace atl::app {
namespace {

struct RanksOptions {
    std::string session;
    std::string launcher;
    int expect_ranks{1};
};

CommandLine describe(RanksOptions& o)
{
    CommandLine line{"atoll ranks --session DIR --expect-ranks N (for job scripts)", {}, {}};
    line.options.add_options()("session", po::value(&o.session)->required(), "session folder")(
        "expect-ranks", po::value(&o.expect_ranks), "size that the MPI world must have")(
        "launched-by",
        po::value(&o.launcher)->value_name("HOST:PROCESS"),
        "cancel the session when this process ends");
    return line;
}

// srun without a PMI plugin starts N programs that each believe to be alone.
void check_world(int expected, comm::MpiWorld const& world)
{
    if (world.size() == static_cast<std::uint32_t>(expected)) {
        return;
    }
    throw Error{ErrorKind::slurm,
                fmt::format("the MPI world has {} rank{}, {} were started: the launcher and this "
                            "program's MPI do not "
                            "find each other",
                            world.size(),
                            world.size() == 1 ? "" : "s",
                            expected),
                "use '--launcher mpirun', or 'srun --mpi=pmix' with a SLURM that has PMIx (srun "
                "--mpi=list)"};
}

bool speaks_for_all(comm::MpiWorld const& world)
{
    char const* const procid =
        std::getenv("SLURM_PROCID");  // NOLINT(concurrency-mt-unsafe): before threads
    return world.rank() == RankId{0} && (procid == nullptr || std::string_view{procid} == "0");
}

struct RankEnd {
    ExitStatus status{ExitStatus::success};
    bool has_left_early{false};  ///< By an error of its own, of which its peers know nothing.
};

/// On a full disk the status of the process must do.
void record_status(session::SessionFolder const& folder, ExitStatus status)
{
    try {
        session::write_exit_status(folder, status);
    } catch (Error const& failure) {
        log::write(log::Level::error, "runtime", failure.what());
    }
}

RankEnd run_in(session::SessionFolder const& folder,
               runtime::RankOptions const& options,
               comm::Transport& transport)
{
    log::open(folder.logs() / fmt::format("rank-{:05}.log", transport.rank().value),
              log::Level::info,
              folder.id(),
              transport.rank());
    try {
        bool const runs_drops = transport.size() == 1 || transport.rank() != RankId{0};
        if (runs_drops && options.launcher != nullptr) {
            options.launcher->open_log(transport.rank());
        }
        return {runtime::run_rank(options, transport), false};
    } catch (Error const& failure) {
        log::write(log::Level::error, "runtime", failure.what());
        if (transport.rank() == RankId{0}) {
            record_status(folder, exit_status(failure.kind()));
        }
        log::flush();
        return {exit_status(failure.kind()), true};
    }
}

/// Who runs the session, for a second program that would.
std::string lock_text()
{
    auto text = fmt::format("process {} on {}", getpid(), host_name());
    if (auto const job = variable("SLURM_JOB_ID"); !job.empty()) {
        text += ", job " + job;
    }
    return text;
}

/// Ends the step of SLURM that these ranks are.
void kill_step(std::string const& step)
{
    try {
        static_cast<void>(process::run_command(
            {.argv = {"scancel", "--signal=KILL", step}, .timeout = std::chrono::seconds{5}}));
    } catch (Error const& failure) {
        log::warn("app", "{}: the launcher ends the ranks when it will", failure.what());
    }
}

/// When ranks are started again, the last ones may still be on their way out.
void wait_for_predecessor(session::SessionFolder const& folder, runtime::Restarts restarts)
{
    using namespace std::chrono_literals;
    for (auto waited = 0ms; restarts == runtime::Restarts::expected && waited < 30s &&
                            session::lock_owner(folder).has_value();
         waited += 50ms) {
        std::this_thread::sleep_for(50ms);
    }
}

// What goes on is planned drop by drop: templates will not do.
runtime::SessionGraph resumable_graph(session::SessionFolder const& folder,
                                      session::SessionFile const& session)
{
    if (!journal::holds_journal(folder.journal())) {
        return load_session_graph(folder.graph(), session);
    }
    auto read = load_graph(folder.graph(), session);
    runtime::SessionGraph graph;
    graph.drops = std::move(read.graph);
    graph.diagnostics = std::move(read.diagnostics);
    return graph;
}

}  // namespace

int ranks(std::span<std::string const> arguments)
{
    RanksOptions asked;
    if (parse_options(describe(asked), arguments) == Parsed::help_shown) {
        return 0;
    }
    signal(SIGUSR1, SIG_IGN);  // SLURM's warning is for the job script
    session::SessionFolder const folder{std::filesystem::absolute(asked.session)};
    auto const scratch = make_scratch_folder(folder);
    // Before MPI and before any thread: the helper is a fork of this process as it is now.
    process::LaunchHelper helper{launch_options(folder, scratch)};
    auto const session = session::read_session_file(folder);
    runtime::RankOptions options{
        folder.path(), scratch, &helper, host_name(), variable("ATOLL_LAUNCHER"), [&] {
            return resumable_graph(folder, session);
        }};
    LauncherWatch const launcher{asked.launcher};
    options.is_abandoned = [&launcher] { return launcher.is_gone(); };
    options.restarts =
        variable("ATOLL_RESTARTS") == "yes" ? runtime::Restarts::expected : runtime::Restarts::none;
    auto const step = variable("SLURM_STEP_ID");
    if (options.launched_by == "srun-pmix" && !step.empty()) {
        options.end_world = [step = variable("SLURM_JOB_ID") + "." + step] { kill_step(step); };
    }
    if (asked.expect_ranks == 1) {
        session::SessionLock const lock{folder, lock_text()};
        options.boot_ids = {journal::boot_id()};
        auto const transports = comm::make_loopback_transports(1);
        return static_cast<int>(run_in(folder, options, *transports.front()).status);
    }
    int argc = 0;
    char** argv = nullptr;
    comm::MpiWorld world{argc, argv};
    try {
        check_world(asked.expect_ranks, world);
        options.boot_ids = world.gather(journal::boot_id());
    } catch (Error const& failure) {
        if (speaks_for_all(world)) {
            throw;
        }
        return static_cast<int>(exit_status(failure.kind()));
    }
    auto const transport = world.transport();
    std::optional<session::SessionLock> lock;
    if (world.rank() == RankId{0}) {
        wait_for_predecessor(folder, options.restarts);
        lock.emplace(folder, lock_text());
    }
    auto const end = run_in(folder, options, *transport);
    if (end.has_left_early || end.status == ExitStatus::lost_rank ||
        end.status == ExitStatus::internal) {
        world.abandon();
    }
    if (end.has_left_early) {
        return static_cast<int>(end.status);  // Makes the launcher end the peers, which wait.
    }
    // The outcome is in the file 'exit_status'; an MPI launcher would only complain of a status
    // other than 0.
    return session::read_exit_status(folder) ? 0 : static_cast<int>(end.status);
}

}  // namespace atl::app

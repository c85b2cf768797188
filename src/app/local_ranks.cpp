#include "app/local_ranks.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "atoll/core/clock.hpp"
#include "atoll/core/error.hpp"
#include "atoll/journal/session_snapshot.hpp"
#include "atoll/session/status_file.hpp"
#include "atoll/session/stop_request.hpp"
#include "atoll/slurm/command_runner.hpp"
#include "atoll/slurm/job_end.hpp"
#include "atoll/slurm/outcome.hpp"

#include "app/launcher_watch.hpp"
#include "app/new_session.hpp"
#include "app/node_process.hpp"
#include "app/options.hpp"
#include "app/progress_line.hpp"
#include "app/restart_policy.hpp"

namespace atl::app {
namespace {

// The signal that was caught; set by its handler, read by the loop that waits for the ranks.
volatile std::sig_atomic_t ranks_interrupted = 0;

std::vector<std::string> command_line(session::SessionFolder const& folder,
                                      int ranks,
                                      RestartPolicy const& policy)
{
    auto const program = program_path().string();
    std::vector<std::string> words;
    if (ranks > 1) {
        words = {"mpirun", "-n", std::to_string(ranks), "--oversubscribe", "--bind-to", "none"};
        // Time for rank 0 to write the record when another rank has died and nobody goes on.
        for (auto const* const word :
             {"--mca", "odls_base_sigkill_timeout", policy.limit() > 0 ? "1" : "5"}) {
            words.emplace_back(word);
        }
        // Alone, all ranks are here: shared memory only, out of the way of other jobs' connections.
        // In a job they go round its nodes, however many tasks a node has room for.
        bool const alone =
            std::getenv("SLURM_JOB_ID") == nullptr;  // NOLINT(concurrency-mt-unsafe): one thread
        auto const where = alone ? std::vector<std::string>{"--mca", "btl", "self,vader"}
                                 : std::vector<std::string>{"--map-by", "node"};
        words.insert(words.end(), where.begin(), where.end());
        if (geteuid() == 0) {
            words.emplace_back("--allow-run-as-root");
        }
    }
    for (auto const& word : {program,
                             std::string{"ranks"},
                             std::string{"--session"},
                             folder.path().string(),
                             std::string{"--expect-ranks"},
                             std::to_string(ranks),
                             std::string{"--launched-by"},
                             LauncherWatch::this_process()}) {
        words.push_back(word);
    }
    return words;
}

pid_t start(std::vector<std::string> words, RestartPolicy const& policy)
{
    std::vector<char*> argv;
    for (auto& word : words) {
        argv.push_back(word.data());
    }
    argv.push_back(nullptr);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    // A group of its own: Ctrl-C reaches us alone, and we end the session in order.
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    // The only thread: nobody reads the environment meanwhile.
    setenv(
        "ATOLL_RESTARTS", policy.limit() > 0 ? "yes" : "no", 1);  // NOLINT(concurrency-mt-unsafe)
    pid_t pid = 0;
    int const failure = posix_spawnp(&pid, argv[0], nullptr, &attributes, argv.data(), environ);
    posix_spawnattr_destroy(&attributes);
    if (failure != 0) {
        throw Error{ErrorKind::io,
                    fmt::format("cannot start '{}': {}", words.front(), errno_text(failure))};
    }
    return pid;
}

double seconds_now()
{
    return static_cast<double>(SystemClock{}.wall_ns()) * 1e-9;
}

/// When the job ends in which we are, if any. The ranks are told by their environment.
std::optional<double> end_of_job()
{
    auto const environment = environment_map();
    if (auto const known = slurm::known_job_end(environment)) {
        return known;
    }
    slurm::ProcessRunner runner;
    slurm::SlurmClient client{runner, environment, Seconds{10}};
    auto const end = slurm::ask_job_end(client, environment, seconds_now());
    if (end) {
        // The only thread: nobody reads the environment meanwhile.
        setenv(slurm::job_end_variable,  // NOLINT(concurrency-mt-unsafe)
               std::to_string(std::llround(*end)).c_str(),
               1);
    }
    return end;
}

/// At its time limit SLURM ends a job with SIGTERM, as scancel does before.
session::StopReason reason_to_stop(int signal, std::optional<double> job_end)
{
    bool const is_over = signal == SIGTERM && job_end && seconds_now() >= *job_end - 1;
    return is_over ? session::StopReason::out_of_time : session::StopReason::cancelled;
}

/// Shows progress until process \p pid has ended. \returns its wait status.
int follow_launcher(pid_t pid, session::SessionFolder const& folder, std::optional<double> job_end)
{
    using namespace std::chrono_literals;
    ProgressLine line;
    bool told = false;
    int status = 0;
    auto pause = 2ms;
    while (waitpid(pid, &status, WNOHANG) == 0) {
        if (ranks_interrupted != 0 && !told) {
            told = true;
            session::request_stop(folder, reason_to_stop(ranks_interrupted, job_end));
            line.finish();
            fmt::print(stderr, "atoll: stopping the session (running apps are ended)\n");
        }
        if (auto const now = session::read_status_file(folder); now && now->total > 0) {
            line.show(*now);
        }
        std::this_thread::sleep_for(pause);
        pause = std::min(pause * 2, 50ms);
    }
    if (auto const now = session::read_status_file(folder); now && now->outcome) {
        line.show(*now);
    }
    line.finish();
    return status;
}

/// ATOLL_MAX_RESTARTS, which the job script reads too, or the usual limit.
unsigned restart_limit()
{
    auto const text = value_of(environment_map(), "ATOLL_MAX_RESTARTS");
    unsigned limit = RestartPolicy::usual_limit;
    std::from_chars(text.data(), text.data() + text.size(), limit);
    return limit;
}

std::uint64_t done_drops(session::SessionFolder const& folder)
{
    auto const status = session::read_status_file(folder);
    return status ? status->done : 0;
}

void listen_to_signals()
{
    struct sigaction action {};
    action.sa_handler = [](int signal) { ranks_interrupted = signal; };
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

/// True when the ranks ended without saying how, and nobody had asked them to.
bool was_lost(session::SessionFolder const& folder, int wait_status)
{
    bool const said_itself = WIFEXITED(wait_status) && WEXITSTATUS(wait_status) != 0 &&
                             WEXITSTATUS(wait_status) < 128 &&
                             WEXITSTATUS(wait_status) != static_cast<int>(ExitStatus::lost_rank);
    // Without journals the session would begin anew.
    bool const can_go_on = journal::holds_journal(folder.journal());
    return can_go_on && !said_itself && ranks_interrupted == 0 &&
           !session::read_exit_status(folder) && !session::stop_requested(folder);
}

int tell_outcome(session::SessionFolder const& folder, int ranks, int wait_status)
{
    auto const outcome = session::read_exit_status(folder);
    if (!outcome && ranks == 1 && WIFEXITED(wait_status)) {
        return WEXITSTATUS(wait_status);  // It has said itself why it could not write its outcome.
    }
    if (auto const status = session::read_status_file(folder); status && status->outcome) {
        fmt::print("{}", outcome_text(folder, *status));
    } else if (!outcome) {
        // Ranks that were asked to stop, and killed before they could record it.
        auto const asked = session::stop_requested(folder);
        auto const left = asked ? session::exit_status(*asked) : ExitStatus::lost_rank;
        session::write_exit_status(folder, left);
        fmt::print(
            stderr,
            "atoll: session {} ended without a record: {} ('atoll resume' goes on with it)\n",
            folder.id(),
            slurm::describe(left));
        return static_cast<int>(left);
    }
    return static_cast<int>(outcome.value_or(ExitStatus::lost_rank));
}

}  // namespace

std::uint32_t checked_ranks(int ranks)
{
    constexpr std::uint32_t most_per_cpu = 16;
    auto const asked = checked_count(ranks, 1, "--ranks");
    auto const cpus = std::max(1U, std::thread::hardware_concurrency());
    if (asked > most_per_cpu * cpus && variable("SLURM_JOB_ID").empty()) {
        throw Error{
            ErrorKind::usage,
            fmt::format("--ranks {} is too many for the {} CPUs of this machine", asked, cpus),
            fmt::format("must be at most {}; one rank uses all CPUs, more are of use for "
                        "trying things out",
                        most_per_cpu * cpus)};
    }
    return asked;
}

int run_local_ranks(session::SessionFolder const& folder, int ranks)
{
    listen_to_signals();
    auto const job_end = end_of_job();
    RestartPolicy policy{restart_limit()};
    while (true) {
        int const ended =
            follow_launcher(start(command_line(folder, ranks, policy), policy), folder, job_end);
        if (!was_lost(folder, ended) || !policy.try_again(done_drops(folder))) {
            return tell_outcome(folder, ranks, ended);
        }
        fmt::print(stderr,
                   "atoll: a rank was lost; the session goes on ({} of {} restarts without "
                   "progress)\n",
                   policy.in_vain(),
                   policy.limit());
        // The launch helpers of the lost ranks end what those had started.
        std::this_thread::sleep_for(std::chrono::seconds{1});
    }
}

}  // namespace atl::app

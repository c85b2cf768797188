#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include <sys/types.h>

#include "atoll/core/ids.hpp"
#include "atoll/core/log_sink.hpp"
#include "atoll/process/environment_edit.hpp"
#include "atoll/process/process_outcome.hpp"
#include "atoll/process/process_request.hpp"

namespace atl::process {

/// How a launch helper works.
struct LaunchOptions {
    /// Stands in the environment of all processes as ATOLL_SESSION_COOKIE, by which they are found
    /// again whatever happens. Unique for the session and rank. Not empty.
    std::string cookie{};
    /// Removed with all it holds when the helper ends, however the engine ended; empty: none.
    std::filesystem::path scratch_folder{};
    std::vector<EnvironmentEdit> environment{};  ///< For all processes.
    std::chrono::milliseconds grace{5'000};      ///< Between SIGTERM and SIGKILL.
    /// Opens the log of a rank; called inside the helper, by LaunchHelper::open_log.
    std::function<std::unique_ptr<LogSink>(RankId)> open_log{};
};

/// A small process that owns all processes of a rank, so that a crash of the engine leaves no
/// strays and the engine never forks a large address space.
///
/// Made by main before MPI_Init and before any thread: it is a fork of the process as it is then.
/// The helper adopts every descendant of what it starts. When the engine ends (or dies), it kills
/// them all, also those that left their session, removes the scratch folder and ends. When the
/// helper dies, the processes it started die with it, the engine kills what they had started, and
/// all calls return ProcessEnd::helper_lost.
///
/// A process gets its own session and process group, default signal handling, no descriptors but
/// 0-2 and those it was given. It is over when it has ended and nothing in the background of its
/// group holds the log's streams open any more (as DALiuGE waits for them). What it left running
/// otherwise lives until the helper ends.
class LaunchHelper {
  public:
    /// Starts the helper.
    /// \pre the calling thread is the only one.
    /// \throws Error{io} when the process cannot be forked.
    explicit LaunchHelper(LaunchOptions options);
    LaunchHelper(LaunchHelper const&) = delete;
    LaunchHelper& operator=(LaunchHelper const&) = delete;
    /// Kills every process that still runs, and waits until the helper has ended.
    /// \pre no call of run() is under way.
    ~LaunchHelper();

    /// Runs a process to its end. Blocks the caller; may be called from many threads at once.
    ///
    /// When \p stop is requested, the process and all its descendants get SIGTERM, and SIGKILL
    /// after the grace.
    [[nodiscard]] ProcessOutcome run(ProcessRequest const& request,
                                     std::stop_token const& stop = {});

    /// Ends all processes: SIGTERM, SIGKILL after the grace, until none is left. Blocks. Calls of
    /// run() return with `cancelled`. May be called from any thread.
    void terminate_all();

    /// From now on what processes print goes to the log of \p rank, which is known after MPI_Init
    /// only; before, and without LaunchOptions::open_log, it is thrown away. \pre no process was
    /// run yet. \throws Error{io} when the log cannot be opened.
    void open_log(RankId rank);

    /// From now on receipts of processes go to \p file, which is there, and \p last_words when this
    /// process is gone and no process of it is left, however that came about. May be called from
    /// any thread, at any time. \throws Error{io} when it cannot be opened.
    void open_receipts(std::filesystem::path const& file, std::string_view last_words = {});

    /// For output of apps inside this process: goes to the same log. Valid as long as the helper.
    /// Thread-safe.
    [[nodiscard]] LogSink& log() noexcept;

    /// False once the helper was found dead. Thread-safe.
    [[nodiscard]] bool alive() const noexcept;
    [[nodiscard]] pid_t pid() const noexcept;

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace atl::process

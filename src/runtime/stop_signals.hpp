#pragma once

#include <chrono>
#include <csignal>

namespace atl::runtime {

/// Turns SIGTERM and SIGINT into a flag while it lives.
class StopSignals {
  public:
    StopSignals();
    ~StopSignals();
    StopSignals(StopSignals const&) = delete;
    StopSignals& operator=(StopSignals const&) = delete;

  private:
    struct sigaction old_term_ {};
    struct sigaction old_int_ {};
};

/// Whether one of the signals has come since the last StopSignals was made. From any thread.
[[nodiscard]] bool stop_signalled() noexcept;

/// Whether an app that ended with \p exit_code may have died of what SLURM or mpirun send to all
/// processes of a job (SIGHUP, SIGINT, SIGKILL, SIGTERM): then it is perhaps not its own failure.
[[nodiscard]] bool may_have_died_with_job(int exit_code) noexcept;

/// Processes of a job hear of its end in any order, on a busy node far apart: nobody says that an
/// app has failed of its own before this time has passed.
inline constexpr std::chrono::seconds time_to_hear_of_end{2};

}  // namespace atl::runtime

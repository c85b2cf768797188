#pragma once

#include <csignal>

namespace atl::runtime {

/// Turns SIGUSR1, by which SLURM warns before a job's end, into a flag while it lives.
class DrainSignal {
  public:
    DrainSignal();
    ~DrainSignal();
    DrainSignal(DrainSignal const&) = delete;
    DrainSignal& operator=(DrainSignal const&) = delete;

  private:
    struct sigaction old_ {};
};

/// Whether the signal has come since the last DrainSignal was made. From any thread.
[[nodiscard]] bool drain_signalled() noexcept;

}  // namespace atl::runtime

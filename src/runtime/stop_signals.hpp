#pragma once

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

}  // namespace atl::runtime

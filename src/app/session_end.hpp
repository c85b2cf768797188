#pragma once

#include <cstdint>

#include "atoll/core/clock.hpp"
#include "atoll/session/session_folder.hpp"
#include "atoll/slurm/slurm_client.hpp"

namespace atl::app {

/// Tells a command that waits for a session's end when that has come.
///
/// The file exit_status tells it at once. A job that was cancelled while it waited, or whose node
/// was lost, leaves none: SLURM is asked for that, at most every \ref ask_interval.
class SessionEnd {
  public:
    static constexpr std::int64_t ask_interval = 10'000'000'000;  // nanoseconds

    /// All must outlive the object.
    SessionEnd(session::SessionFolder const& folder,
               slurm::SlurmClient& client,
               Clock const& clock);

    /// \throws Error{io} when the session's files cannot be read.
    [[nodiscard]] bool reached();

  private:
    session::SessionFolder const* folder_;
    slurm::SlurmClient* client_;
    Clock const* clock_;
    std::int64_t next_question_;  // monotonic time
};

}  // namespace atl::app

#pragma once

#include <optional>

#include "atoll/core/error.hpp"
#include "atoll/session/session_folder.hpp"

namespace atl::session {

/// Why a session is asked to stop before its end.
enum class StopReason {
    cancelled,    ///< A person asked: the session ends with ExitStatus::cancelled.
    out_of_time,  ///< The job's time limit is near: it ends with ExitStatus::out_of_time.
};

/// The status with which a session ends that was stopped for \p reason.
[[nodiscard]] constexpr ExitStatus exit_status(StopReason reason) noexcept
{
    return reason == StopReason::cancelled ? ExitStatus::cancelled : ExitStatus::out_of_time;
}

/// Leaves \p reason in the folder, by rename. The first reason stays.
///
/// Written by `atoll cancel`, by `atoll run` when it is interrupted, and by the job script's traps;
/// rank 0 looks for it every second, and at once when it gets SIGTERM. \throws Error{io} when it
/// cannot be written.
void request_stop(SessionFolder const& folder, StopReason reason);

/// The reason left in the folder, or nothing.
[[nodiscard]] std::optional<StopReason> stop_requested(SessionFolder const& folder);

}  // namespace atl::session

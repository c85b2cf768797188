#pragma once

#include "atoll/manager/island_manager.hpp"
#include "atoll/session/status_file.hpp"

namespace atl::runtime {

/// What status.json calls a session whose island manager is in \p phase.
[[nodiscard]] inline session::SessionState session_state_of(manager::SessionPhase phase)
{
    switch (phase) {
        case manager::SessionPhase::deploying:
            return session::SessionState::starting;
        case manager::SessionPhase::running:
        case manager::SessionPhase::collecting:
            return session::SessionState::running;
        case manager::SessionPhase::stopping:
            return session::SessionState::stopping;
        case manager::SessionPhase::ended:
            return session::SessionState::ended;
    }
    return session::SessionState::ended;
}

}  // namespace atl::runtime

#pragma once

#include <optional>

#include "atoll/core/units.hpp"

namespace atl::comm {

/// Judges a peer by the time since it was last heard.
class Liveness {
  public:
    enum class State { alive, suspect, lost };

    Liveness(Seconds suspect_after, Seconds lost_after, Seconds now) noexcept
        : suspect_after_(suspect_after), lost_after_(lost_after), last_heard_(now)
    {
    }

    /// \returns whether the peer was suspect until now. A lost one stays lost.
    bool heard(Seconds now) noexcept;
    /// Does not count \p span as silence: this process did not run.
    void forgive(Seconds span) noexcept { last_heard_.count += span.count; }
    /// \returns the new state when it has changed.
    [[nodiscard]] std::optional<State> check(Seconds now) noexcept;
    /// When the state changes next if nothing is heard.
    [[nodiscard]] Seconds deadline() const noexcept;
    [[nodiscard]] State state() const noexcept { return state_; }

  private:
    Seconds suspect_after_;
    Seconds lost_after_;
    Seconds last_heard_;
    State state_{State::alive};
};

}  // namespace atl::comm

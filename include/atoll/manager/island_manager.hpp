#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "atoll/core/error.hpp"
#include "atoll/core/ids.hpp"
#include "atoll/core/units.hpp"
#include "atoll/manager/protocol.hpp"

namespace atl::manager {

// What the island manager is told.

/// A rank has read its part and is ready.
struct RankDeployed {
    RankId rank;
};
/// A rank cannot run its part.
struct RankProblem {
    RankId rank;
    std::string text;
};
/// A rank's regular report.
struct RankProgress {
    RankId rank;
    Progress progress;
};
/// A rank has sent the last of its rows.
struct RankReported {
    RankId rank;
};
/// A drop that ends the session has completed.
struct EndReached {};
/// How much time there is to stop.
enum class Haste { orderly, hurried };

/// A person, the scheduler or the MPI launcher wants the session to stop.
struct StopRequested {
    /// cancelled, out_of_time, or lost_rank: the launcher ends all ranks since one has died.
    ExitStatus status{ExitStatus::cancelled};
    Haste haste{Haste::orderly};
};
/// Time has passed. `now` never goes back.
struct Tick {
    Seconds now;
};
using IslandEvent = std::
    variant<RankDeployed, RankProblem, RankProgress, RankReported, EndReached, StopRequested, Tick>;

// What it wants done.

/// Send a message without content to every node manager that is alive.
struct Broadcast {
    MessageType type{};
    friend bool operator==(Broadcast const&, Broadcast const&) = default;
};
/// The session has ended: write the outcome and leave.
struct Finish {
    ExitStatus status{};
    std::string reason;
    friend bool operator==(Finish const&, Finish const&) = default;
};
using IslandAction = std::variant<Broadcast, Finish>;

/// Where a session stands.
enum class SessionPhase { deploying, running, stopping, collecting, ended };
[[nodiscard]] std::string_view to_string(SessionPhase phase) noexcept;

/// Decides for the whole island: when to start, when the session has ended, and how.
///
/// A state machine without threads, clock or messages: events in, actions out. Node managers
/// execute between its messages on their own.
class IslandManager {
  public:
    /// After this time without a word a rank counts as lost.
    static constexpr Seconds lost_after{15};
    /// The same when the launcher is about to kill all ranks: it leaves about a second.
    static constexpr Seconds lost_after_in_a_hurry{0.15};
    /// Silence that marks the dead rank when the launcher ends the others: a message to it could
    /// block.
    static constexpr Seconds suspect_after{2.5};
    /// A longer time between two ticks says that this rank has stood still, not that the others
    /// have been silent.
    static constexpr Seconds longest_pause{1};
    /// How long a rank may take to read its part: it says nothing meanwhile.
    static constexpr Seconds deploy_within{600};

    /// \param nodes  ranks of the node managers. \pre not empty.
    explicit IslandManager(std::vector<RankId> nodes);

    [[nodiscard]] std::vector<IslandAction> handle(IslandEvent const& event);

    [[nodiscard]] SessionPhase phase() const noexcept { return phase_; }
    /// Sum over all ranks of what they last reported.
    [[nodiscard]] Progress total() const;
    [[nodiscard]] std::vector<RankId> lost() const;

  private:
    struct Node {
        RankId rank;
        Progress last{};
        Seconds heard{0};
        bool deployed{false};
        bool finished{false};
        bool reported{false};
        bool lost{false};
    };
    using Actions = std::vector<IslandAction>;

    Actions on(RankDeployed const& event);
    Actions on(RankProblem const& event);
    Actions on(RankProgress const& event);
    Actions on(RankReported const& event);
    Actions on(EndReached const& event);
    Actions on(StopRequested const& event);
    Actions on(Tick const& event);

    Node& node(RankId rank);
    /// Nobody is blamed for not having been heard for so long.
    void forgive(Seconds pause);
    /// \p lost has been silent for \p silence: what that means for how the session ends.
    void blame(RankId lost, Seconds silence);
    /// Moves on when all living nodes have done what the phase waits for.
    Actions advance();
    Actions finish();
    [[nodiscard]] Seconds patience() const noexcept;
    [[nodiscard]] bool all_alive(bool Node::*done) const;

    std::vector<Node> nodes_;
    SessionPhase phase_{SessionPhase::deploying};
    Seconds now_{0};
    ExitStatus status_{ExitStatus::success};
    std::string reason_;
    bool end_announced_{false};
    bool hurried_{false};
};

}  // namespace atl::manager

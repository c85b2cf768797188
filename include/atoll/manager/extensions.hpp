#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "atoll/core/ids.hpp"
#include "atoll/core/units.hpp"
#include "atoll/manager/lease.hpp"

namespace atl::manager {

/// Where an executor stands.
enum class ExecutorState : std::uint8_t {
    working,   ///< Takes apps.
    silent,    ///< Nothing is heard of it: it may be on its way out.
    draining,  ///< Finishes what it runs and takes nothing more.
};
[[nodiscard]] std::string_view to_string(ExecutorState state) noexcept;

/// What an executor says of itself when it comes.
struct ExecutorOffer {
    std::string job_id;  ///< SLURM's; "" when it was started by hand.
    std::string host;
    unsigned cpus{1};
    Seconds time_left{};     ///< Until its job ends; 0: not known.
    std::string receipts{};  ///< Name of its file of receipts; "": it writes none.
};

/// One executor as a person is shown it.
struct ExecutorView {
    ExecutorId executor;
    ExecutorOffer offer;
    ExecutorState state{ExecutorState::working};
    std::optional<RankId> works_for;
    unsigned running{0};  ///< Apps.
};

// What the island manager is told of executors.

/// A process of an extension job asks to take part; its number is what it is called from now on.
struct ExecutorOffered {
    ExecutorId executor;
    ExecutorOffer offer;
};
/// How many apps it runs.
struct ExecutorReported {
    ExecutorId executor;
    unsigned running{0};
};
/// Nothing is heard of it.
struct ExecutorSilent {
    ExecutorId executor;
};
/// Something is heard of it again.
struct ExecutorHeard {
    ExecutorId executor;
};
/// It has begun to drain, by itself or because it was asked to.
struct ExecutorDraining {
    ExecutorId executor;
};
/// It has left in order, or was lost.
struct ExecutorGone {
    ExecutorId executor;
};
/// Apps that a node manager has ready and cannot start.
struct BacklogReported {
    RankId rank;
    std::uint64_t waiting{0};
};
/// A whole job is to be let go.
struct DrainRequested {
    std::string job_id;
};
/// Time has passed. `now` never goes back.
struct ExtensionsTick {
    Seconds now;
};

using ExtensionsEvent = std::variant<ExecutorOffered,
                                     ExecutorReported,
                                     ExecutorSilent,
                                     ExecutorHeard,
                                     ExecutorDraining,
                                     ExecutorGone,
                                     BacklogReported,
                                     DrainRequested,
                                     ExtensionsTick>;

// What it wants done.

/// Tell the executor to work for this node manager, and for the one before no more.
struct AssignExecutor {
    ExecutorId executor;
    RankId rank;
    friend bool operator==(AssignExecutor const&, AssignExecutor const&) = default;
};
/// Tell the executor to drain.
struct DrainExecutor {
    ExecutorId executor;
    friend bool operator==(DrainExecutor const&, DrainExecutor const&) = default;
};
using ExtensionsAction = std::variant<AssignExecutor, DrainExecutor>;

/// Decides on rank 0 which node manager each executor of the extension jobs works for.
///
/// A state machine without threads, clock or messages: events in, actions out. An executor goes to
/// the node manager with the largest backlog for the CPUs that it has been given, and moves on only
/// when it has been idle for a while and another one has work: nothing goes back and forth.
class Extensions {
  public:
    /// An executor without work moves to a node manager that has some after this time.
    static constexpr Seconds idle_before_move{2};

    /// \param nodes  ranks of the node managers. \pre not empty.
    explicit Extensions(std::vector<RankId> nodes);

    [[nodiscard]] std::vector<ExtensionsAction> handle(ExtensionsEvent const& event);

    /// Everybody who is here, in order of arrival.
    [[nodiscard]] std::vector<ExecutorView> executors() const;

  private:
    struct Executor {
        ExecutorOffer offer;
        ExecutorState state{ExecutorState::working};
        std::optional<RankId> works_for;
        unsigned running{0};
        Seconds busy_at{0};  ///< When it was last seen with something to do.
    };
    using Actions = std::vector<ExtensionsAction>;

    Actions on(ExecutorOffered const& event);
    Actions on(ExecutorReported const& event);
    Actions on(ExecutorSilent const& event);
    Actions on(ExecutorHeard const& event);
    Actions on(ExecutorDraining const& event);
    Actions on(ExecutorGone const& event);
    Actions on(BacklogReported const& event);
    Actions on(DrainRequested const& event);
    Actions on(ExtensionsTick const& event);

    /// CPUs of executors that work for \p rank.
    [[nodiscard]] unsigned given_to(RankId rank) const noexcept;
    /// Who needs CPUs most.
    [[nodiscard]] RankId neediest() const;
    AssignExecutor assign(ExecutorId number, Executor& executor, RankId rank) const;

    std::map<RankId, std::uint64_t> backlog_;  ///< [node managers]
    std::map<ExecutorId, Executor> executors_;
    Seconds now_{0};
};

}  // namespace atl::manager

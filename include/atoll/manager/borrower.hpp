#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <utility>
#include <variant>
#include <vector>

#include "atoll/core/error.hpp"
#include "atoll/core/ids.hpp"
#include "atoll/core/units.hpp"
#include "atoll/manager/lease.hpp"

namespace atl::manager {

// What an executor is told.

/// A node manager wants an app to be run.
struct LeaseArrived {
    RankId owner;
    LeaseNumber number{0};
};
/// An app has ended here, one way or another.
struct LeaseDone {
    RankId owner;
    LeaseNumber number{0};
};
/// Rank 0 lets this executor go.
struct DrainAsked {};
/// The scheduler, or a person, wants this process to end soon.
struct EndAsked {};
/// A node manager is not reached any more.
struct OwnerLost {
    RankId owner;
};
/// Rank 0 is not reached any more; it has given this executor up, or will.
struct BaseLost {};
/// Rank 0 has not been reached again for too long.
struct BaseGone {};
/// The session has ended.
struct Dismissed {};
/// Time has passed. `now` never goes back.
struct BorrowerTick {
    Seconds now;
};

using BorrowerEvent = std::variant<LeaseArrived,
                                   LeaseDone,
                                   DrainAsked,
                                   EndAsked,
                                   OwnerLost,
                                   BaseLost,
                                   BaseGone,
                                   Dismissed,
                                   BorrowerTick>;

// What it wants done.

/// Run the app that has just arrived.
struct RunLease {
    friend bool operator==(RunLease const&, RunLease const&) = default;
};
/// Give the lease that has just arrived back.
struct RefuseLease {
    friend bool operator==(RefuseLease const&, RefuseLease const&) = default;
};
/// Tell everybody that no more leases are taken.
struct SayDraining {
    friend bool operator==(SayDraining const&, SayDraining const&) = default;
};
/// End the apps of this owner, or of all: their results are not wanted or cannot be waited for.
struct StopLeases {
    std::optional<RankId> owner;
    friend bool operator==(StopLeases const&, StopLeases const&) = default;
};
/// Nothing runs here any more: say goodbye and end with this status.
struct Leave {
    ExitStatus status{ExitStatus::success};
    friend bool operator==(Leave const&, Leave const&) = default;
};
using BorrowerAction = std::variant<RunLease, RefuseLease, SayDraining, StopLeases, Leave>;

/// How long an executor has.
struct BorrowerTimes {
    /// When its job ends, on the scale of BorrowerTick; nothing: not known.
    std::optional<Seconds> job_ends;
    /// Between EndAsked and the end of what still runs.
    Seconds grace{20};
    /// Nothing starts in this time before the job's end, or in twice the time of the longest app.
    Seconds drain_before{30};
    /// What still runs is given back so long before the job's end.
    Seconds give_back_before{5};
    /// An app that ignores for so long that it is to end is left behind.
    Seconds stuck_after{10};
};

/// Decides for one executor when it takes apps, when it stops taking them and when it leaves.
///
/// A state machine without threads, clock or messages: events in, actions out.
class Borrower {
  public:
    explicit Borrower(BorrowerTimes times) : times_(times) {}

    [[nodiscard]] std::vector<BorrowerAction> handle(BorrowerEvent const& event);

    [[nodiscard]] std::size_t running() const noexcept { return running_.size(); }
    [[nodiscard]] bool draining() const noexcept { return draining_; }

  private:
    using Name = std::pair<RankId, LeaseNumber>;
    using Actions = std::vector<BorrowerAction>;

    Actions on(LeaseArrived const& event);
    Actions on(LeaseDone const& event);
    Actions on(DrainAsked const& event);
    Actions on(EndAsked const& event);
    Actions on(OwnerLost const& event);
    Actions on(BaseLost const& event);
    Actions on(BaseGone const& event);
    Actions on(Dismissed const& event);
    Actions on(BorrowerTick const& event);

    void drain(Actions& actions);
    void stop_all(Actions& actions);
    /// The end, once nothing runs.
    void leave_if_done(Actions& actions);

    BorrowerTimes times_;
    std::set<std::pair<Name, double>> running_;  ///< With the time of their start.
    Seconds now_{0};
    Seconds longest_{0};                 ///< Time of the app that took longest.
    std::optional<Seconds> end_by_;      ///< When the grace is over.
    std::optional<Seconds> stopped_at_;  ///< When everything was told to end, for good.
    ExitStatus status_{ExitStatus::success};
    bool draining_{false};
    bool left_{false};
};

}  // namespace atl::manager

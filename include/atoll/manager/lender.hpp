#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "atoll/manager/lease.hpp"

namespace atl::manager {

// What a lender is told.

/// An executor works for this node manager from now on.
struct ExecutorJoined {
    ExecutorId executor;
    unsigned cpus{1};
};
/// An executor wants no further leases; those that it has it will finish.
struct ExecutorClosed {
    ExecutorId executor;
};
/// Nothing is heard of an executor: it may be on its way out.
struct ExecutorSuspected {
    ExecutorId executor;
};
/// Something is heard of a suspected executor again.
struct ExecutorRecovered {
    ExecutorId executor;
};
/// An executor is gone, or is taken for gone.
struct ExecutorLost {
    ExecutorId executor;
};
/// There may be apps that can be lent.
struct WorkReady {};
/// Answer to TakeApp: an app of the engine.
struct AppTaken {
    std::uint32_t app{0};
    unsigned attempt{1};
    unsigned cpus{1};
};
/// Answer to TakeApp: there is none at the moment.
struct NothingReady {};
/// What came of a lease, or of one that was given up meanwhile.
struct ResultArrived {
    ExecutorId executor;
    LeaseNumber lease{0};
    bool given_back{false};  ///< The executor did not bring it to its end.
};
/// The session is being cancelled.
struct StopLending {};

using LenderEvent = std::variant<ExecutorJoined,
                                 ExecutorClosed,
                                 ExecutorSuspected,
                                 ExecutorRecovered,
                                 ExecutorLost,
                                 WorkReady,
                                 AppTaken,
                                 NothingReady,
                                 ResultArrived,
                                 StopLending>;

// What it wants done.

/// Ask the engine for an app; AppTaken or NothingReady must follow.
struct TakeApp {
    unsigned most_cpus{1};
    friend bool operator==(TakeApp const&, TakeApp const&) = default;
};
/// Send a taken app to an executor.
struct SendLease {
    Lease lease;
    friend bool operator==(SendLease const&, SendLease const&) = default;
};
/// The result that has just arrived is that of this lease: publish it.
struct FinishApp {
    Lease lease;
    friend bool operator==(FinishApp const&, FinishApp const&) = default;
};
/// The app is to be ready again. Number 0: it was taken, but never sent.
struct ReturnApp {
    Lease lease;
    friend bool operator==(ReturnApp const&, ReturnApp const&) = default;
};
/// The app is to end in ERROR, for this reason.
struct SetAside {
    Lease lease;
    std::string reason;
    friend bool operator==(SetAside const&, SetAside const&) = default;
};
/// The result that has just arrived counts for nothing: what it left behind is to be removed.
struct DropResult {
    Lease lease;
    friend bool operator==(DropResult const&, DropResult const&) = default;
};
/// Tell the executor to stop this lease.
struct RecallLease {
    Lease lease;
    friend bool operator==(RecallLease const&, RecallLease const&) = default;
};

using LenderAction =
    std::variant<TakeApp, SendLease, FinishApp, ReturnApp, SetAside, DropResult, RecallLease>;

/// Decides for one node manager which of its apps run in extension jobs: nothing that is lost there
/// is lost, and nothing counts twice.
///
/// A state machine without threads, clock or messages: events in, actions out. Every app that
/// AppTaken brings comes back in exactly one FinishApp, ReturnApp or SetAside.
class Lender {
  public:
    /// An app that was in so many lost executors is set aside: it may be what kills them.
    static constexpr unsigned most_losses = 3;

    Lender() = default;
    /// \param first  number of the first lease, above all that the session has had.
    explicit Lender(LeaseNumber first) noexcept : next_(first) {}

    [[nodiscard]] std::vector<LenderAction> handle(LenderEvent const& event);

    /// Whether WorkReady would lead to anything.
    [[nodiscard]] bool wants_work() const noexcept;
    /// Apps that are with executors now.
    [[nodiscard]] std::size_t lent() const noexcept { return leases_.size(); }
    /// Apps that \p executor has.
    [[nodiscard]] std::size_t lent_to(ExecutorId executor) const noexcept;

  private:
    struct Executor {
        unsigned cpus{1};
        unsigned free{1};
        bool closed{false};
        bool suspected{false};
    };
    using Actions = std::vector<LenderAction>;

    Actions on(ExecutorJoined const& event);
    Actions on(ExecutorClosed const& event);
    Actions on(ExecutorSuspected const& event);
    Actions on(ExecutorRecovered const& event);
    Actions on(ExecutorLost const& event);
    Actions on(WorkReady const& event);
    Actions on(AppTaken const& event);
    Actions on(NothingReady const& event);
    Actions on(ResultArrived const& event);
    Actions on(StopLending const& event);

    /// The executor with most free CPUs that takes leases; nullptr: none has any.
    [[nodiscard]] std::pair<ExecutorId const, Executor>* roomiest() noexcept;
    /// Asks for the next app if there is room for one.
    Actions take();
    void give_up(Lease const& lease, Actions& actions, unsigned blame);

    std::map<ExecutorId, Executor> executors_;
    std::map<LeaseNumber, Lease> leases_;
    /// Leases that were given up, whose results may still come: where their leavings are.
    std::unordered_map<LeaseNumber, Lease> given_up_;
    std::unordered_map<std::uint32_t, unsigned> losses_;  ///< Of apps, in lost executors.
    LeaseNumber next_{1};
    bool taking_{false};
    bool stopped_{false};
};

}  // namespace atl::manager

#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "atoll/core/clock.hpp"
#include "atoll/core/units.hpp"
#include "atoll/manager/borrower.hpp"
#include "atoll/manager/lease_protocol.hpp"
#include "atoll/runtime/executor.hpp"

#include "runtime/lease_pool.hpp"
#include "runtime/links.hpp"
#include "runtime/receipts.hpp"

namespace atl::runtime {

/// The executor of one process: finds rank 0, runs what node managers send, and leaves.
///
/// Used by the progress thread; step() is to be called again and again.
class ExecutorLoop {
  public:
    /// What it needs beside its options. All outlive the loop.
    struct World {
        /// Makes new links; called again after rank 0 or a node manager was lost, which does not
        /// know the old ones any more.
        std::function<std::unique_ptr<Links>()> make_links;
        Clock const& clock;
        /// Where rank 0 listens, as text for Links::dial; "" when it is not known yet; an Error
        /// counts as that.
        std::function<std::string()> base_endpoints;
        std::function<bool()> session_is_over;
        std::function<bool()> asked_to_end;
        std::function<bool()> asked_to_drain;
    };

    ExecutorLoop(ExecutorOptions const& options, World world);

    /// \returns whether anything moved.
    bool step();
    /// Set when the executor has left.
    [[nodiscard]] std::optional<ExitStatus> outcome() const noexcept { return outcome_; }
    /// Apps that still run: after the outcome those that would not end.
    [[nodiscard]] std::size_t running() const noexcept { return borrower_.running(); }

  private:
    void look_for_base();
    [[nodiscard]] std::string base_endpoints() const;
    [[nodiscard]] bool base_was_replaced() const;
    void handle(comm::LinkEvent const& event);
    void handle_message(comm::LinkEvent const& event);
    void handle_lost(comm::PeerId link);
    void start_over();
    void connected(comm::PeerId link);
    void welcome(comm::LinkEvent const& event);
    void assign(manager::Assignment const& assignment);
    void enlist(RankId rank);
    void take_lease(comm::LinkEvent const& event);
    void finish(LeasePool::Done done);
    void timers();
    void leave(std::int64_t now_ns);
    /// What node managers have not got yet.
    [[nodiscard]] Bytes queued_results() const;
    void apply(std::vector<manager::BorrowerAction> const& actions);
    void perform(manager::RunLease const& action);
    void perform(manager::RefuseLease const& action);
    void perform(manager::SayDraining const& action);
    void perform(manager::StopLeases const& action);
    void perform(manager::Leave const& action);
    void send(comm::PeerId link, manager::LinkMessage type, comm::Body body = {});
    [[nodiscard]] Seconds now() const;

    ExecutorOptions const& options_;
    World world_;
    std::unique_ptr<Links> links_;
    std::uint32_t cpus_;
    std::int64_t start_ns_;
    manager::Borrower borrower_;
    std::optional<Receipts> receipts_;  ///< From the first welcome on, as pool_.
    std::optional<LeasePool> pool_;
    std::optional<comm::PeerId> base_;  ///< The link to rank 0, connected or not.
    bool base_connected_{false};
    bool links_are_stale_{false};
    std::int64_t base_missed_ns_;  ///< Since when rank 0 is not reached.
    std::string dialled_;          ///< Where rank 0 was when it was dialled.
    std::int64_t dial_at_ns_{0};   ///< When rank 0 is dialled next.
    std::int64_t checked_ns_{0};
    manager::ExecutorId number_;
    std::map<RankId, comm::PeerId> owners_;  ///< Links to node managers; that to rank 0 among them.
    std::optional<RankId> works_for_;
    manager::LeaseOrder arrived_;  ///< The lease that is being handled.
    std::vector<comm::LinkEvent> events_;
    std::int64_t reported_ns_{0};
    std::int64_t leave_ns_{0};  ///< When it began to leave, or the last result got on.
    Bytes leave_queued_{};      ///< Results that had not arrived then.
    bool results_are_wanted_{true};
    bool end_told_{false};
    bool drain_told_{false};
    std::optional<ExitStatus> leaving_;
    std::optional<ExitStatus> outcome_;
};

}  // namespace atl::runtime

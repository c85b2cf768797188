#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "atoll/core/ids.hpp"
#include "atoll/manager/lease_protocol.hpp"
#include "atoll/manager/lender.hpp"

#include "runtime/courier.hpp"
#include "runtime/links.hpp"

namespace atl::runtime {

/// A node manager's dealings with the executors that work for it. Used by the progress thread.
class Lending {
  public:
    /// \param owner  rank of the node manager. \p links outlives this.
    Lending(Links& links, RankId owner) : links_(links), owner_(owner) {}

    /// The rank has its part: from now on apps are lent, whenever they may start. All of \p base
    /// outlives this.
    void attach(LendingBase base);

    /// What has happened on a link. \returns whether it was this object's business.
    bool handle(comm::LinkEvent const& event);
    /// Sends and takes in what has come up. \returns whether there was anything.
    bool progress(std::int64_t now_ns);
    /// The session is being cancelled: what runs elsewhere is stopped.
    void cancel();

  private:
    void apply(std::vector<manager::LenderAction> const& actions);
    void perform(manager::TakeApp const& action);
    void perform(manager::SendLease const& action);
    void perform(manager::FinishApp const& action);
    void perform(manager::ReturnApp const& action);
    void perform(manager::SetAside const& action);
    void perform(manager::DropResult const& action);
    void perform(manager::RecallLease const& action);
    void enlist(comm::LinkEvent const& event);
    void take_result(comm::LinkEvent const& event);
    [[nodiscard]] bool may_start() const { return !may_start_ || may_start_(); }
    [[nodiscard]] std::optional<manager::ExecutorId> executor_of(comm::PeerId link) const;
    [[nodiscard]] std::string staging_of(manager::Lease const& lease) const;

    Links& links_;
    RankId owner_;
    engine::Engine const* engine_{nullptr};
    std::function<bool()> may_start_;
    std::unique_ptr<Courier> courier_;
    manager::Lender lender_;
    std::map<comm::PeerId, manager::ExecutorId> executors_;
    manager::LeaseOrder packed_;                  ///< Of the app that was taken last.
    manager::LeaseResult arrived_;                ///< The result that is being handled.
    std::vector<manager::ExecutorJoined> early_;  ///< Came before attach().
    std::int64_t looked_ns_{0};
    bool cancelled_{false};
};

}  // namespace atl::runtime

#include "atoll/manager/lender.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace atl::manager {

std::vector<LenderAction> Lender::handle(LenderEvent const& event)
{
    return std::visit([this](auto const& what) { return on(what); }, event);
}

std::size_t Lender::lent_to(ExecutorId executor) const noexcept
{
    return static_cast<std::size_t>(std::ranges::count_if(
        leases_, [&](auto const& entry) { return entry.second.executor == executor; }));
}

bool Lender::wants_work() const noexcept
{
    return !stopped_ && !taking_ && std::ranges::any_of(executors_, [](auto const& entry) {
        return entry.second.free > 0 && !entry.second.closed && !entry.second.suspected;
    });
}

std::pair<ExecutorId const, Lender::Executor>* Lender::roomiest() noexcept
{
    std::pair<ExecutorId const, Executor>* best = nullptr;
    for (auto& entry : executors_) {
        auto const& executor = entry.second;
        bool const takes = executor.free > 0 && !executor.closed && !executor.suspected;
        if (takes && (best == nullptr || executor.free > best->second.free)) {
            best = &entry;
        }
    }
    return best;
}

Lender::Actions Lender::take()
{
    auto const* const executor = roomiest();
    if (stopped_ || taking_ || executor == nullptr) {
        return {};
    }
    taking_ = true;
    return {TakeApp{executor->second.free}};
}

Lender::Actions Lender::on(ExecutorJoined const& event)
{
    executors_[event.executor] = {event.cpus, event.cpus, false, false};
    return take();
}

Lender::Actions Lender::on(ExecutorClosed const& event)
{
    if (auto const found = executors_.find(event.executor); found != executors_.end()) {
        found->second.closed = true;
    }
    return {};
}

Lender::Actions Lender::on(ExecutorSuspected const& event)
{
    if (auto const found = executors_.find(event.executor); found != executors_.end()) {
        found->second.suspected = true;
    }
    return {};
}

Lender::Actions Lender::on(ExecutorRecovered const& event)
{
    if (auto const found = executors_.find(event.executor); found != executors_.end()) {
        found->second.suspected = false;
    }
    return take();
}

void Lender::give_up(Lease const& lease, Actions& actions, unsigned blame)
{
    given_up_.emplace(lease.number, lease);
    auto const losses = losses_[lease.app] += blame;
    if (losses < most_losses) {
        actions.emplace_back(ReturnApp{lease});
        return;
    }
    actions.emplace_back(
        SetAside{lease,
                 fmt::format("it ran in {} extensions when they were lost, and is not tried again",
                             losses)});
}

Lender::Actions Lender::on(ExecutorLost const& event)
{
    Actions actions;
    auto const executor = executors_.find(event.executor);
    // One that was on its way out is not the app's doing.
    unsigned const blame = executor == executors_.end() || executor->second.closed ? 0 : 1;
    executors_.erase(event.executor);
    for (auto at = leases_.begin(); at != leases_.end();) {
        if (at->second.executor == event.executor) {
            give_up(at->second, actions, blame);
            at = leases_.erase(at);
        } else {
            ++at;
        }
    }
    return actions;
}

Lender::Actions Lender::on(WorkReady const&)
{
    return take();
}

Lender::Actions Lender::on(AppTaken const& event)
{
    taking_ = false;
    Lease lease{0, {}, event.app, event.attempt, event.cpus};
    auto* const executor = roomiest();
    // Much may have happened since the app was asked for.
    if (stopped_ || executor == nullptr || executor->second.free < event.cpus) {
        return {ReturnApp{lease}};
    }
    lease.number = next_++;
    lease.executor = executor->first;
    executor->second.free -= event.cpus;
    leases_.emplace(lease.number, lease);
    Actions actions{SendLease{lease}};
    auto more = take();
    actions.insert(actions.end(), more.begin(), more.end());
    return actions;
}

Lender::Actions Lender::on(NothingReady const&)
{
    taking_ = false;
    return {};
}

Lender::Actions Lender::on(ResultArrived const& event)
{
    auto const found = leases_.find(event.lease);
    if (found == leases_.end() || found->second.executor != event.executor) {
        auto const late = given_up_.find(event.lease);
        if (late == given_up_.end()) {
            return {};
        }
        Actions actions{DropResult{late->second}};
        given_up_.erase(late);
        return actions;
    }
    auto const lease = found->second;
    leases_.erase(found);
    if (auto const executor = executors_.find(event.executor); executor != executors_.end()) {
        executor->second.free += lease.cpus;
    }
    Actions actions;
    if (event.given_back) {
        actions.emplace_back(ReturnApp{lease});
    } else {
        actions.emplace_back(FinishApp{lease});
    }
    auto more = take();
    actions.insert(actions.end(), more.begin(), more.end());
    return actions;
}

Lender::Actions Lender::on(StopLending const&)
{
    stopped_ = true;
    Actions actions;
    for (auto const& [number, lease] : leases_) {
        given_up_.emplace(number, lease);
        actions.emplace_back(RecallLease{lease});
        actions.emplace_back(ReturnApp{lease});
    }
    leases_.clear();
    return actions;
}

}  // namespace atl::manager

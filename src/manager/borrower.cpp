#include "atoll/manager/borrower.hpp"

#include <algorithm>

namespace atl::manager {

std::vector<BorrowerAction> Borrower::handle(BorrowerEvent const& event)
{
    if (left_) {
        return {};
    }
    return std::visit([this](auto const& what) { return on(what); }, event);
}

void Borrower::drain(Actions& actions)
{
    if (!draining_) {
        draining_ = true;
        actions.emplace_back(SayDraining{});
    }
}

void Borrower::stop_all(Actions& actions)
{
    if (!stopped_at_) {
        stopped_at_ = now_;
        actions.emplace_back(StopLeases{});
    }
}

void Borrower::leave_if_done(Actions& actions)
{
    bool const stuck = stopped_at_ && now_.count - stopped_at_->count >= times_.stuck_after.count;
    if (draining_ && (running_.empty() || stuck)) {
        left_ = true;
        actions.emplace_back(Leave{status_});
    }
}

Borrower::Actions Borrower::on(LeaseArrived const& event)
{
    if (draining_) {
        return {RefuseLease{}};
    }
    running_.insert({{event.owner, event.number}, now_.count});
    return {RunLease{}};
}

Borrower::Actions Borrower::on(LeaseDone const& event)
{
    auto const found = running_.lower_bound({{event.owner, event.number}, 0.0});
    if (found != running_.end() && found->first == Name{event.owner, event.number}) {
        longest_.count = std::max(longest_.count, now_.count - found->second);
        running_.erase(found);
    }
    Actions actions;
    leave_if_done(actions);
    return actions;
}

Borrower::Actions Borrower::on(DrainAsked const&)
{
    Actions actions;
    drain(actions);
    leave_if_done(actions);
    return actions;
}

Borrower::Actions Borrower::on(EndAsked const&)
{
    if (!end_by_) {
        end_by_ = Seconds{now_.count + times_.grace.count};
    }
    return on(DrainAsked{});
}

Borrower::Actions Borrower::on(OwnerLost const& event)
{
    return {StopLeases{event.owner}};
}

Borrower::Actions Borrower::on(BaseLost const&)
{
    return {StopLeases{}};
}

Borrower::Actions Borrower::on(BaseGone const&)
{
    status_ = ExitStatus::lost_rank;
    Actions actions;
    stop_all(actions);
    drain(actions);
    leave_if_done(actions);
    return actions;
}

Borrower::Actions Borrower::on(Dismissed const&)
{
    Actions actions;
    stop_all(actions);
    drain(actions);
    leave_if_done(actions);
    return actions;
}

Borrower::Actions Borrower::on(BorrowerTick const& event)
{
    now_ = event.now;
    Actions actions;
    bool too_late = end_by_ && now_.count >= end_by_->count;
    if (times_.job_ends) {
        auto const left = times_.job_ends->count - now_.count;
        if (left <= std::max(times_.drain_before.count, 2 * longest_.count)) {
            drain(actions);
        }
        too_late = too_late || left <= times_.give_back_before.count;
    }
    if (too_late) {
        stop_all(actions);
    }
    leave_if_done(actions);
    return actions;
}

}  // namespace atl::manager

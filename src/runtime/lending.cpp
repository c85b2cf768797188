#include "runtime/lending.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "atoll/core/log.hpp"

namespace atl::runtime {
namespace {

using manager::LinkMessage;

constexpr std::int64_t look_every_ns = 1'000'000;

std::uint16_t wire(LinkMessage type)
{
    return static_cast<std::uint16_t>(type);
}

}  // namespace

void Lending::attach(LendingBase base)
{
    engine_ = &base.engine;
    may_start_ = base.may_start;
    // An executor may still run what the ranks before this one have lent it: it counts for nothing.
    lender_ = manager::Lender{manager::first_lease(base.epoch)};
    courier_ = std::make_unique<Courier>(std::move(base));
    for (auto const& joined : std::exchange(early_, {})) {
        apply(lender_.handle(joined));
    }
}

std::optional<manager::ExecutorId> Lending::executor_of(comm::PeerId link) const
{
    auto const found = executors_.find(link);
    return found == executors_.end() ? std::nullopt : std::optional{found->second};
}

std::string Lending::staging_of(manager::Lease const& lease) const
{
    return lease.number == 0 ? "" : fmt::format("-lease-{}-{}", owner_.value, lease.number);
}

bool Lending::handle(comm::LinkEvent const& event)
{
    auto const executor = executor_of(event.peer);
    switch (event.kind) {
        case comm::LinkEvent::Kind::connected:
            return false;
        case comm::LinkEvent::Kind::suspect:
        case comm::LinkEvent::Kind::recovered:
            if (executor) {
                apply(event.kind == comm::LinkEvent::Kind::suspect
                          ? lender_.handle(manager::ExecutorSuspected{*executor})
                          : lender_.handle(manager::ExecutorRecovered{*executor}));
            }
            return executor.has_value();
        case comm::LinkEvent::Kind::closed:
        case comm::LinkEvent::Kind::lost:
            if (executor) {
                auto const lent = lender_.lent_to(*executor);
                if (lent > 0) {
                    log::warn("runtime",
                              "executor {} is lost: {} of its apps are ready again",
                              executor->value,
                              lent);
                }
                executors_.erase(event.peer);
                std::erase_if(early_,
                              [&](auto const& joined) { return joined.executor == *executor; });
                apply(lender_.handle(manager::ExecutorLost{*executor}));
            }
            return executor.has_value();
        case comm::LinkEvent::Kind::message:
            break;
    }
    switch (static_cast<LinkMessage>(event.type)) {
        case LinkMessage::enlist:
            enlist(event);
            return true;
        case LinkMessage::result:
            take_result(event);
            return true;
        case LinkMessage::draining:
            if (executor) {
                apply(lender_.handle(manager::ExecutorClosed{*executor}));
            }
            return true;
        default:
            return false;  // for rank 0 or the executor
    }
}

void Lending::enlist(comm::LinkEvent const& event)
{
    auto const enlistment = manager::decode_enlistment(event.body);
    executors_[event.peer] = enlistment.executor;
    manager::ExecutorJoined const joined{enlistment.executor, enlistment.cpus};
    if (courier_) {
        apply(lender_.handle(joined));
    } else {
        early_.push_back(joined);
    }
}

void Lending::take_result(comm::LinkEvent const& event)
{
    if (auto const executor = executor_of(event.peer)) {
        arrived_ = manager::decode_result(event.body);
        apply(lender_.handle(manager::ResultArrived{
            *executor, arrived_.number, arrived_.end == manager::LeaseEnd::given_back}));
    }
}

bool Lending::progress(std::int64_t now_ns)
{
    if (!courier_) {
        return false;
    }
    bool moved = false;
    while (auto taken = courier_->taken()) {
        moved = true;
        if (!taken->order) {
            apply(lender_.handle(manager::NothingReady{}));
            continue;
        }
        packed_ = std::move(*taken->order);
        apply(lender_.handle(
            manager::AppTaken{taken->app.app.value, taken->app.attempt, taken->app.cpus}));
    }
    if (now_ns - looked_ns_ >= look_every_ns && lender_.wants_work()) {
        looked_ns_ = now_ns;
        if (engine_->counters().apps_waiting > 0 && may_start()) {
            apply(lender_.handle(manager::WorkReady{}));
        }
    }
    return moved;
}

void Lending::cancel()
{
    cancelled_ = true;
    if (courier_) {
        apply(lender_.handle(manager::StopLending{}));
    }
}

void Lending::apply(std::vector<manager::LenderAction> const& actions)
{
    for (auto const& action : actions) {
        std::visit([this](auto const& what) { perform(what); }, action);
    }
}

void Lending::perform(manager::TakeApp const& action)
{
    if (!may_start()) {
        return apply(lender_.handle(manager::NothingReady{}));
    }
    courier_->post(Courier::Take{action.most_cpus});
}

void Lending::perform(manager::SendLease const& action)
{
    auto const found = std::ranges::find(
        executors_, action.lease.executor, [](auto const& entry) { return entry.second; });
    packed_.number = action.lease.number;
    packed_.owner = owner_;
    packed_.staging = staging_of(action.lease);
    links_.send(found->first, wire(LinkMessage::lease), encode(packed_));
}

void Lending::perform(manager::FinishApp const& action)
{
    courier_->post(Courier::Finish{action.lease, std::move(arrived_), staging_of(action.lease)});
}

// After a cancellation executors clear up behind themselves when they hear of it. Until then their
// apps may still be writing, and what ended ones have left may serve the next epoch.
void Lending::perform(manager::ReturnApp const& action)
{
    courier_->post(
        Courier::GiveBack{action.lease, cancelled_ ? std::string{} : staging_of(action.lease)});
}

void Lending::perform(manager::SetAside const& action)
{
    courier_->post(Courier::Fail{action.lease, action.reason, staging_of(action.lease)});
}

void Lending::perform(manager::DropResult const& action)
{
    if (!cancelled_) {
        courier_->post(Courier::Disown{action.lease, staging_of(action.lease)});
    }
}

void Lending::perform(manager::RecallLease const& action)
{
    for (auto const& [link, executor] : executors_) {
        if (executor == action.lease.executor) {
            comm::ByteWriter out;
            out.put(action.lease.number);
            links_.send(link, wire(LinkMessage::recall), std::move(out).take());
        }
    }
}

}  // namespace atl::runtime

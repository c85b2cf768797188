#include "runtime/executor_loop.hpp"

#include <algorithm>
#include <utility>

#include "atoll/core/error.hpp"
#include "atoll/core/log.hpp"
#include "atoll/process/launch_helper.hpp"
#include "atoll/runtime/usable_cpus.hpp"
#include "atoll/session/session_folder.hpp"

#include "runtime/seconds.hpp"

namespace atl::runtime {
namespace {

using manager::LinkMessage;

/// A node manager that cannot be reached is not tried again and again without a pause.
constexpr std::int64_t pause_after_owner_ns = 2 * second_ns;
/// Numbers of executors' stores of output begin here, beyond those of ranks.
constexpr std::uint32_t first_store = 50'000;

manager::BorrowerTimes times_of(ExecutorOptions const& options)
{
    manager::BorrowerTimes times;
    if (options.time_left.count > 0) {
        times.job_ends = options.time_left;
    }
    return times;
}

}  // namespace

ExecutorLoop::ExecutorLoop(ExecutorOptions const& options, World world)
    : options_(options),
      world_(std::move(world)),
      links_(world_.make_links()),
      cpus_(options.cpus > 0 ? options.cpus : usable_cpus()),
      start_ns_(world_.clock.monotonic_ns()),
      borrower_(times_of(options)),
      base_missed_ns_(start_ns_)
{
}

Seconds ExecutorLoop::now() const
{
    return Seconds{static_cast<double>(world_.clock.monotonic_ns() - start_ns_) * 1e-9};
}

void ExecutorLoop::send(comm::PeerId link, LinkMessage type, comm::Body body)
{
    links_->send(link, static_cast<std::uint16_t>(type), std::move(body));
}

bool ExecutorLoop::step()
{
    events_.clear();
    bool moved = links_->poll(events_);
    for (auto const& event : events_) {
        handle(event);
    }
    if (std::exchange(links_are_stale_, false)) {
        owners_.clear();
        links_ = world_.make_links();
    }
    while (pool_ && !outcome_) {
        auto done = pool_->done();
        if (!done) {
            break;
        }
        moved = true;
        finish(std::move(*done));
    }
    timers();
    return moved;
}

void ExecutorLoop::timers()
{
    auto const now_ns = world_.clock.monotonic_ns();
    if (leaving_) {
        return leave(now_ns);
    }
    if (!base_connected_) {
        look_for_base();
    }
    if (!end_told_ && world_.asked_to_end()) {
        end_told_ = true;
        apply(borrower_.handle(manager::EndAsked{}));
    }
    if (!drain_told_ && world_.asked_to_drain()) {
        drain_told_ = true;
        apply(borrower_.handle(manager::DrainAsked{}));
    }
    if (now_ns - reported_ns_ >= second_ns / 4) {
        reported_ns_ = now_ns;
        if (now_ns - checked_ns_ >= second_ns) {
            checked_ns_ = now_ns;
            if (base_was_replaced()) {
                handle_lost(*base_);
            }
        }
        if (options_.launcher != nullptr && !options_.launcher->alive()) {
            log::warn("runtime", "the launch helper has died, and its processes with it");
            apply(borrower_.handle(manager::BaseGone{}));
        }
        apply(borrower_.handle(manager::BorrowerTick{now()}));
        if (base_connected_ && pool_) {
            comm::ByteWriter out;
            out.put(static_cast<std::uint32_t>(borrower_.running()));
            send(*base_, LinkMessage::report, std::move(out).take());
        }
    }
}

// What was said last has a moment to leave, and results have as long as they get on.
void ExecutorLoop::leave(std::int64_t now_ns)
{
    auto const queued = results_are_wanted_ ? queued_results() : Bytes{};
    if (queued.count < leave_queued_.count) {
        leave_queued_ = queued;
        leave_ns_ = now_ns;
    }
    if (now_ns - leave_ns_ > (queued.count == 0 ? second_ns / 5 : 5 * second_ns)) {
        outcome_ = leaving_;
    }
}

Bytes ExecutorLoop::queued_results() const
{
    Bytes all{};
    for (auto const& [rank, link] : owners_) {
        all.count += links_->queued(link).count;
    }
    return all;
}

void ExecutorLoop::look_for_base()
{
    auto const now_ns = world_.clock.monotonic_ns();
    if (static_cast<double>(now_ns - base_missed_ns_) * 1e-9 > options_.patience.count) {
        apply(borrower_.handle(manager::BaseGone{}));
        return;
    }
    if (now_ns < dial_at_ns_) {
        return;
    }
    dial_at_ns_ = now_ns + second_ns / 2;
    if (world_.session_is_over()) {  // Nobody may answer at the old address any more.
        return apply(borrower_.handle(manager::Dismissed{}));
    }
    if (auto const endpoints = base_endpoints(); !base_ && !endpoints.empty()) {
        dialled_ = endpoints;
        base_ = links_->dial(endpoints);
    }
}

/// A file server that does not answer for a moment costs no app: nothing is known, then.
std::string ExecutorLoop::base_endpoints() const
{
    try {
        return world_.base_endpoints();
    } catch (Error const& failure) {
        log::debug("runtime", "{}", failure.what());
        return {};
    }
}

/// Whether another rank 0 has taken over: the link to the one before would be silent for long
/// before it counts as lost.
bool ExecutorLoop::base_was_replaced() const
{
    auto const endpoints = base_endpoints();
    return base_ && !endpoints.empty() && endpoints != dialled_;
}

void ExecutorLoop::handle(comm::LinkEvent const& event)
{
    switch (event.kind) {
        case comm::LinkEvent::Kind::connected:
            return connected(event.peer);
        case comm::LinkEvent::Kind::suspect:
        case comm::LinkEvent::Kind::recovered:
            return;
        case comm::LinkEvent::Kind::closed:
        case comm::LinkEvent::Kind::lost:
            return handle_lost(event.peer);
        case comm::LinkEvent::Kind::message:
            return handle_message(event);
    }
}

void ExecutorLoop::connected(comm::PeerId link)
{
    if (link == base_) {
        base_connected_ = true;
        send(link,
             LinkMessage::offer,
             encode(manager::ExecutorOffer{options_.job_id,
                                           options_.host,
                                           cpus_,
                                           options_.time_left.count > 0
                                               ? Seconds{options_.time_left.count - now().count}
                                               : Seconds{},
                                           executor_receipts(options_.host)}));
    } else if (works_for_ && owners_.contains(*works_for_) && owners_[*works_for_] == link) {
        enlist(*works_for_);
    }
}

void ExecutorLoop::handle_lost(comm::PeerId link)
{
    if (link == base_) {
        if (base_connected_ && !leaving_) {
            log::warn("runtime", "rank 0 is not reached any more");
        }
        return start_over();
    }
    auto const owner =
        std::ranges::find(owners_, link, [](auto const& entry) { return entry.second; });
    if (owner == owners_.end()) {
        return;
    }
    auto const rank = owner->first;
    owners_.erase(owner);
    apply(borrower_.handle(manager::OwnerLost{rank}));
    if (works_for_ == rank && !borrower_.draining()) {
        // Who has given this process up does not speak to it any more, under the name it has.
        log::warn("runtime", "rank {} is not reached any more", rank.value);
        start_over();
        dial_at_ns_ = world_.clock.monotonic_ns() + pause_after_owner_ns;
    }
}

/// Comes to rank 0 as somebody new.
void ExecutorLoop::start_over()
{
    base_.reset();
    links_are_stale_ = true;
    if (std::exchange(base_connected_, false)) {
        base_missed_ns_ = world_.clock.monotonic_ns();
    }
    works_for_.reset();
    apply(borrower_.handle(manager::BaseLost{}));
}

void ExecutorLoop::handle_message(comm::LinkEvent const& event)
{
    switch (static_cast<LinkMessage>(event.type)) {
        case LinkMessage::welcome:
            return welcome(event);
        case LinkMessage::assign:
            return assign(manager::decode_assignment(event.body));
        case LinkMessage::drain:
            return apply(borrower_.handle(manager::DrainAsked{}));
        case LinkMessage::dismiss:
            return apply(borrower_.handle(manager::Dismissed{}));
        case LinkMessage::lease:
            return take_lease(event);
        case LinkMessage::recall:
            for (auto const& [rank, link] : owners_) {
                if (link == event.peer && pool_) {
                    pool_->stop(rank, comm::ByteReader{event.body}.get<manager::LeaseNumber>());
                }
            }
            return;
        default:
            return;  // for ranks
    }
}

void ExecutorLoop::welcome(comm::LinkEvent const& event)
{
    auto const welcome = manager::decode_welcome(event.body);
    number_ = welcome.executor;
    log::info("runtime", "joined session {} as executor {}", welcome.session_id, number_.value);
    if (pool_) {
        return;  // It had been given up and has come back.
    }
    session::SessionFolder const folder{options_.session_folder};
    drops::RunnerOptions runs;
    runs.session_id = welcome.session_id;
    runs.rank = first_store + number_.value;
    runs.session_folder = folder.path();
    runs.data_folder = folder.data();
    runs.scratch_folder = options_.scratch_folder;
    runs.session_start_ns = welcome.session_start_ns;
    runs.launcher = options_.launcher;
    receipts_.emplace(folder.receipts() / executor_receipts(options_.host), options_.launcher);
    runs.receipt = &Receipts::of;
    if (options_.launcher != nullptr) {
        options_.launcher->open_log(RankId{runs.rank});
        runs.log = &options_.launcher->log();
    }
    pool_.emplace(std::move(runs), cpus_, world_.asked_to_end);
}

void ExecutorLoop::assign(manager::Assignment const& assignment)
{
    if (borrower_.draining()) {
        return;
    }
    if (works_for_ && *works_for_ != assignment.rank && owners_.contains(*works_for_)) {
        send(owners_[*works_for_], LinkMessage::draining);
    }
    works_for_ = assignment.rank;
    if (assignment.endpoints.empty()) {
        owners_[assignment.rank] = *base_;
        enlist(assignment.rank);
        return;
    }
    if (owners_.contains(assignment.rank)) {
        enlist(assignment.rank);
    } else {
        owners_[assignment.rank] = links_->dial(assignment.endpoints);
    }
}

void ExecutorLoop::enlist(RankId rank)
{
    send(owners_[rank],
         LinkMessage::enlist,
         encode(manager::Enlistment{number_, cpus_, executor_receipts(options_.host)}));
}

void ExecutorLoop::take_lease(comm::LinkEvent const& event)
{
    arrived_ = manager::decode_lease(event.body);
    apply(borrower_.handle(manager::LeaseArrived{arrived_.owner, arrived_.number}));
}

void ExecutorLoop::finish(LeasePool::Done done)
{
    if (auto const owner = owners_.find(done.owner); owner != owners_.end()) {
        send(owner->second, LinkMessage::result, encode(done.result));
    }
    apply(borrower_.handle(manager::LeaseDone{done.owner, done.result.number}));
}

void ExecutorLoop::apply(std::vector<manager::BorrowerAction> const& actions)
{
    for (auto const& action : actions) {
        std::visit([this](auto const& what) { perform(what); }, action);
    }
}

void ExecutorLoop::perform(manager::RunLease const&)
{
    pool_->run(std::move(arrived_));
}

void ExecutorLoop::perform(manager::RefuseLease const&)
{
    manager::LeaseResult result;
    result.number = arrived_.number;
    result.end = manager::LeaseEnd::given_back;
    if (auto const owner = owners_.find(arrived_.owner); owner != owners_.end()) {
        send(owner->second, LinkMessage::result, encode(result));
    }
}

void ExecutorLoop::perform(manager::SayDraining const&)
{
    log::info("runtime", "takes no more apps; {} are running", borrower_.running());
    for (auto const& [rank, link] : owners_) {
        if (link != base_) {
            send(link, LinkMessage::draining);
        }
    }
    if (base_connected_) {
        send(*base_, LinkMessage::draining);
    }
}

void ExecutorLoop::perform(manager::StopLeases const& action)
{
    if (pool_) {
        pool_->stop_all(action.owner);
    }
}

void ExecutorLoop::perform(manager::Leave const& action)
{
    log::info("runtime", "leaves with status {}", static_cast<int>(action.status));
    leaving_ = action.status;
    leave_ns_ = world_.clock.monotonic_ns();
    results_are_wanted_ = !world_.session_is_over();
    leave_queued_ = queued_results();
    if (base_connected_) {
        send(*base_, LinkMessage::goodbye);
    }
}

}  // namespace atl::runtime

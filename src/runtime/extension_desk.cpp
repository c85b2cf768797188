#include "runtime/extension_desk.hpp"

#include <utility>

#include <fmt/format.h>

#include "atoll/core/log.hpp"

namespace atl::runtime {
namespace {

using manager::ExecutorId;
using manager::LinkMessage;

}  // namespace

ExtensionDesk::ExtensionDesk(Links& links, Clock const& clock, Session session, Tell tell)
    : links_(links),
      clock_(clock),
      session_(std::move(session)),
      tell_(std::move(tell)),
      extensions_(session_.nodes),
      next_((session_.epoch - 1) * numbers_of_epoch + 1),
      start_ns_(clock.monotonic_ns())
{
    if (session_.nodes.front() == RankId{0}) {
        endpoints_[RankId{0}] = "";
    }
}

void ExtensionDesk::send(comm::PeerId link, LinkMessage type, comm::Body body)
{
    links_.send(link, static_cast<std::uint16_t>(type), std::move(body));
}

std::optional<comm::PeerId> ExtensionDesk::link_of(ExecutorId executor) const
{
    for (auto const& [link, number] : executors_) {
        if (number == executor) {
            return link;
        }
    }
    return std::nullopt;
}

void ExtensionDesk::handle(comm::LinkEvent const& event)
{
    if (event.kind == comm::LinkEvent::Kind::message &&
        static_cast<LinkMessage>(event.type) == LinkMessage::offer) {
        return offer(event);
    }
    auto const found = executors_.find(event.peer);
    if (found == executors_.end()) {
        return;  // An executor as the node manager on this rank sees it, or a newcomer.
    }
    auto const executor = found->second;
    switch (event.kind) {
        case comm::LinkEvent::Kind::connected:
            return;
        case comm::LinkEvent::Kind::suspect:
            return apply(extensions_.handle(manager::ExecutorSilent{executor}));
        case comm::LinkEvent::Kind::recovered:
            return apply(extensions_.handle(manager::ExecutorHeard{executor}));
        case comm::LinkEvent::Kind::closed:
        case comm::LinkEvent::Kind::lost:
            log::info("runtime", "executor {} has gone", executor.value);
            executors_.erase(found);
            waiting_.erase(executor);
            count_out(executor);
            return apply(extensions_.handle(manager::ExecutorGone{executor}));
        case comm::LinkEvent::Kind::message:
            return handle_message(event);
    }
}

void ExtensionDesk::handle_message(comm::LinkEvent const& event)
{
    auto const executor = executors_.at(event.peer);
    switch (static_cast<LinkMessage>(event.type)) {
        case LinkMessage::report:
            return apply(extensions_.handle(manager::ExecutorReported{
                executor, comm::ByteReader{event.body}.get<std::uint32_t>()}));
        case LinkMessage::draining:
            return apply(extensions_.handle(manager::ExecutorDraining{executor}));
        case LinkMessage::goodbye:
            leaving_.insert(executor);
            return links_.close(event.peer);
        default:
            return;  // for the node manager
    }
}

void ExtensionDesk::offer(comm::LinkEvent const& event)
{
    ExecutorId const executor{next_++};
    auto const offer = manager::decode_offer(event.body);
    executors_[event.peer] = executor;
    log::info("runtime",
              "executor {} has come: job '{}', host '{}', {} CPUs",
              executor.value,
              offer.job_id,
              offer.host,
              offer.cpus);
    send(event.peer,
         LinkMessage::welcome,
         encode(manager::Welcome{executor, session_.id, session_.start_ns}));
    apply(extensions_.handle(manager::ExecutorOffered{executor, offer}));
    count_in(offer);
}

void ExtensionDesk::count_in(manager::ExecutorOffer const& offer)
{
    if (offer.job_id.empty() || !tell_) {
        return;  // started by hand
    }
    auto& job = jobs_[offer.job_id];
    ++job.processes;
    job.cpus += offer.cpus;
    tell_({JobNews::Kind::connected, offer.job_id, job.cpus});
}

void ExtensionDesk::count_out(ExecutorId executor)
{
    bool const is_clean = leaving_.erase(executor) > 0;
    for (auto const& view : extensions_.executors()) {
        auto const job = jobs_.find(view.offer.job_id);
        if (view.executor != executor || job == jobs_.end()) {
            continue;
        }
        job->second.is_clean = job->second.is_clean && is_clean;
        job->second.cpus -= view.offer.cpus;
        if (--job->second.processes > 0) {
            return tell_({JobNews::Kind::connected, job->first, job->second.cpus});
        }
        auto const kind = job->second.is_clean ? JobNews::Kind::drained : JobNews::Kind::lost;
        jobs_.erase(job);
        return tell_({kind, view.offer.job_id, 0});
    }
}

void ExtensionDesk::node_listens(RankId rank, std::string endpoints)
{
    endpoints_[rank] = std::move(endpoints);
    for (auto at = waiting_.begin(); at != waiting_.end();) {
        auto const [executor, wanted] = *at;
        at = wanted == rank ? waiting_.erase(at) : std::next(at);
        if (wanted == rank) {
            assign({executor, rank});
        }
    }
}

void ExtensionDesk::backlog(RankId rank, std::uint64_t waiting)
{
    apply(extensions_.handle(manager::BacklogReported{rank, waiting}));
}

void ExtensionDesk::tick()
{
    auto const now = static_cast<double>(clock_.monotonic_ns() - start_ns_) * 1e-9;
    apply(extensions_.handle(manager::ExtensionsTick{Seconds{now}}));
}

void ExtensionDesk::drain(std::string const& job_id)
{
    apply(extensions_.handle(manager::DrainRequested{job_id}));
}

void ExtensionDesk::dismiss()
{
    for (auto const& [link, executor] : executors_) {
        send(link, LinkMessage::dismiss);
    }
}

void ExtensionDesk::apply(std::vector<manager::ExtensionsAction> const& actions)
{
    for (auto const& action : actions) {
        if (auto const* const assignment = std::get_if<manager::AssignExecutor>(&action)) {
            assign(*assignment);
        } else if (auto const link = link_of(std::get<manager::DrainExecutor>(action).executor)) {
            send(*link, LinkMessage::drain);
        }
    }
}

void ExtensionDesk::assign(manager::AssignExecutor const& assignment)
{
    auto const endpoints = endpoints_.find(assignment.rank);
    if (endpoints == endpoints_.end()) {
        waiting_[assignment.executor] = assignment.rank;
        return;
    }
    if (auto const link = link_of(assignment.executor)) {
        send(*link,
             LinkMessage::assign,
             encode(manager::Assignment{assignment.rank, endpoints->second}));
    }
}

}  // namespace atl::runtime

#include "atoll/manager/island_manager.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "atoll/core/contracts.hpp"

namespace atl::manager {

std::string_view to_string(SessionPhase phase) noexcept
{
    switch (phase) {
        case SessionPhase::deploying:
            return "deploying";
        case SessionPhase::running:
            return "running";
        case SessionPhase::stopping:
            return "stopping";
        case SessionPhase::collecting:
            return "collecting";
        case SessionPhase::ended:
            return "ended";
    }
    return "ended";
}

namespace {

std::string reason_of(ExitStatus status)
{
    if (status == ExitStatus::out_of_time) {
        return "the job's time limit was reached";
    }
    return status == ExitStatus::lost_rank
               ? "a rank of the job has ended, and the MPI launcher stops the others"
               : "the session was cancelled";
}

}  // namespace

IslandManager::IslandManager(std::vector<RankId> nodes)
{
    ATOLL_EXPECT(!nodes.empty());
    for (auto const rank : nodes) {
        nodes_.push_back({rank});
    }
}

std::vector<IslandAction> IslandManager::handle(IslandEvent const& event)
{
    if (phase_ == SessionPhase::ended) {
        return {};
    }
    return std::visit([this](auto const& what) { return on(what); }, event);
}

Progress IslandManager::total() const
{
    Progress sum;
    for (auto const& node : nodes_) {
        for (std::size_t state = 0; state < sum.counts.size(); ++state) {
            sum.counts[state] += node.last.counts[state];
        }
        sum.unfinished += node.last.unfinished;
        sum.running_apps += node.last.running_apps;
        sum.waiting_apps += node.last.waiting_apps;
        sum.waiting_us += node.last.waiting_us;
        sum.ended_us += node.last.ended_us;
        sum.busy_us += node.last.busy_us;
        sum.bytes_sent += node.last.bytes_sent;
        sum.events_sent += node.last.events_sent;
        sum.journals_waiting += node.last.journals_waiting;
    }
    return sum;
}

std::vector<RankId> IslandManager::lost() const
{
    std::vector<RankId> ranks;
    for (auto const& node : nodes_) {
        if (node.lost) {
            ranks.push_back(node.rank);
        }
    }
    return ranks;
}

IslandManager::Node& IslandManager::node(RankId rank)
{
    auto const found = std::ranges::find(nodes_, rank, &Node::rank);
    if (found == nodes_.end()) {
        throw Error{ErrorKind::internal, fmt::format("rank {} is not a node manager", rank.value)};
    }
    found->heard = now_;
    return *found;
}

bool IslandManager::all_alive(bool Node::*done) const
{
    return std::ranges::all_of(nodes_, [done](Node const& n) { return n.lost || n.*done; });
}

Seconds IslandManager::patience() const noexcept
{
    if (hurried_) {
        return lost_after_in_a_hurry;
    }
    return phase_ == SessionPhase::deploying ? deploy_within : lost_after;
}

IslandManager::Actions IslandManager::on(RankDeployed const& event)
{
    node(event.rank).deployed = true;
    return advance();
}

IslandManager::Actions IslandManager::on(RankProblem const& event)
{
    node(event.rank);
    status_ = ExitStatus::invalid_input;
    reason_ = event.text;
    return finish();
}

IslandManager::Actions IslandManager::on(RankProgress const& event)
{
    auto& reporting = node(event.rank);
    reporting.last = event.progress;
    reporting.finished = event.progress.unfinished == 0 && reporting.deployed;
    return advance();
}

IslandManager::Actions IslandManager::on(RankReported const& event)
{
    node(event.rank).reported = true;
    return advance();
}

IslandManager::Actions IslandManager::on(EndReached const&)
{
    if (std::exchange(end_announced_, true) || phase_ != SessionPhase::running) {
        return {};
    }
    return {Broadcast{MessageType::end_session}};
}

IslandManager::Actions IslandManager::on(StopRequested const& event)
{
    if (status_ != ExitStatus::success || phase_ == SessionPhase::collecting) {
        return {};
    }
    status_ = event.status;
    reason_ = reason_of(event.status);
    hurried_ = event.haste == Haste::hurried;
    for (auto& waiting : nodes_) {
        bool const silent = now_.count - waiting.heard.count > suspect_after.count;
        waiting.lost = waiting.lost || (silent && event.status == ExitStatus::lost_rank);
        waiting.heard = now_;
    }
    if (phase_ == SessionPhase::deploying) {
        return finish();
    }
    phase_ = SessionPhase::stopping;
    return {Broadcast{MessageType::cancel}};
}

// What came meanwhile is read after the pause, and counts as if it had come before.
void IslandManager::forgive(Seconds pause)
{
    if (pause.count <= 0) {
        return;
    }
    for (auto& waiting : nodes_) {
        waiting.heard.count += pause.count;
    }
}

// Who was asked to stop stops, whatever becomes of the ranks meanwhile: nobody wants them back.
void IslandManager::blame(RankId lost, Seconds silence)
{
    if (hurried_) {
        return;  // The launcher ends ranks that have had no time to answer.
    }
    auto const loss =
        fmt::format("rank {} was lost: nothing heard of it for {}", lost.value, to_string(silence));
    if (status_ == ExitStatus::cancelled || status_ == ExitStatus::out_of_time) {
        reason_ = fmt::format("{}; meanwhile, {}", reason_of(status_), loss);
        return;
    }
    status_ = ExitStatus::lost_rank;
    reason_ = loss;
}

IslandManager::Actions IslandManager::on(Tick const& event)
{
    forgive(Seconds{event.now.count - now_.count - longest_pause.count});
    now_ = event.now;
    auto const limit = patience();
    bool newly_lost = false;
    for (auto& candidate : nodes_) {
        bool const silent = now_.count - candidate.heard.count > limit.count;
        if (silent && !candidate.lost) {
            candidate.lost = true;
            newly_lost = true;
            blame(candidate.rank, limit);
        }
    }
    if (!newly_lost) {
        return {};
    }
    if (phase_ == SessionPhase::deploying) {
        return finish();
    }
    if (phase_ == SessionPhase::running) {
        phase_ = SessionPhase::stopping;
        auto actions = advance();
        actions.insert(actions.begin(), Broadcast{MessageType::cancel});
        return actions;
    }
    return advance();
}

IslandManager::Actions IslandManager::advance()
{
    if (phase_ == SessionPhase::deploying && all_alive(&Node::deployed)) {
        phase_ = SessionPhase::running;
        return {Broadcast{MessageType::start}};
    }
    bool const executing = phase_ == SessionPhase::running || phase_ == SessionPhase::stopping;
    if (executing && all_alive(&Node::finished)) {
        phase_ = SessionPhase::collecting;
        if (std::ranges::all_of(nodes_, &Node::lost)) {
            return finish();
        }
        return {Broadcast{MessageType::collect}};
    }
    if (phase_ == SessionPhase::collecting && all_alive(&Node::reported)) {
        return finish();
    }
    return {};
}

IslandManager::Actions IslandManager::finish()
{
    phase_ = SessionPhase::ended;
    return {Broadcast{MessageType::shutdown}, Finish{status_, reason_}};
}

}  // namespace atl::manager

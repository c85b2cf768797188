#include "atoll/manager/extensions.hpp"

#include <utility>

#include "atoll/core/contracts.hpp"

namespace atl::manager {

std::string_view to_string(ExecutorState state) noexcept
{
    switch (state) {
        case ExecutorState::working:
            return "working";
        case ExecutorState::silent:
            return "silent";
        case ExecutorState::draining:
            return "draining";
    }
    return "working";
}

Extensions::Extensions(std::vector<RankId> nodes)
{
    ATOLL_EXPECT(!nodes.empty());
    for (auto const rank : nodes) {
        backlog_.emplace(rank, 0);
    }
}

std::vector<ExtensionsAction> Extensions::handle(ExtensionsEvent const& event)
{
    return std::visit([this](auto const& what) { return on(what); }, event);
}

std::vector<ExecutorView> Extensions::executors() const
{
    std::vector<ExecutorView> views;
    for (auto const& [number, executor] : executors_) {
        views.push_back(
            {number, executor.offer, executor.state, executor.works_for, executor.running});
    }
    return views;
}

unsigned Extensions::given_to(RankId rank) const noexcept
{
    unsigned cpus = 0;
    for (auto const& [number, executor] : executors_) {
        cpus += executor.works_for == rank ? executor.offer.cpus : 0;
    }
    return cpus;
}

RankId Extensions::neediest() const
{
    auto best = backlog_.begin()->first;
    double most = -1;
    for (auto const& [rank, waiting] : backlog_) {
        // Without any backlog the one with fewest CPUs comes first.
        auto const need = (static_cast<double>(waiting) + 1e-6) / (1.0 + given_to(rank));
        if (need > most) {
            most = need;
            best = rank;
        }
    }
    return best;
}

AssignExecutor Extensions::assign(ExecutorId number, Executor& executor, RankId rank) const
{
    executor.works_for = rank;
    executor.busy_at = now_;
    return {number, rank};
}

Extensions::Actions Extensions::on(ExecutorOffered const& event)
{
    auto& executor = executors_[event.executor];
    executor.offer = event.offer;
    return {assign(event.executor, executor, neediest())};
}

Extensions::Actions Extensions::on(ExecutorReported const& event)
{
    if (auto const found = executors_.find(event.executor); found != executors_.end()) {
        found->second.running = event.running;
        found->second.busy_at = event.running > 0 ? now_ : found->second.busy_at;
    }
    return {};
}

Extensions::Actions Extensions::on(ExecutorSilent const& event)
{
    auto const found = executors_.find(event.executor);
    if (found != executors_.end() && found->second.state == ExecutorState::working) {
        found->second.state = ExecutorState::silent;
    }
    return {};
}

Extensions::Actions Extensions::on(ExecutorHeard const& event)
{
    auto const found = executors_.find(event.executor);
    if (found != executors_.end() && found->second.state == ExecutorState::silent) {
        found->second.state = ExecutorState::working;
    }
    return {};
}

Extensions::Actions Extensions::on(ExecutorDraining const& event)
{
    if (auto const found = executors_.find(event.executor); found != executors_.end()) {
        found->second.state = ExecutorState::draining;
    }
    return {};
}

Extensions::Actions Extensions::on(ExecutorGone const& event)
{
    executors_.erase(event.executor);
    return {};
}

Extensions::Actions Extensions::on(BacklogReported const& event)
{
    backlog_[event.rank] = event.waiting;
    return {};
}

Extensions::Actions Extensions::on(DrainRequested const& event)
{
    Actions actions;
    for (auto& [number, executor] : executors_) {
        if (executor.offer.job_id == event.job_id && executor.state != ExecutorState::draining) {
            executor.state = ExecutorState::draining;
            actions.emplace_back(DrainExecutor{number});
        }
    }
    return actions;
}

Extensions::Actions Extensions::on(ExtensionsTick const& event)
{
    now_ = event.now;
    Actions actions;
    for (auto& [number, executor] : executors_) {
        bool const idle = executor.state == ExecutorState::working && executor.running == 0 &&
                          now_.count - executor.busy_at.count >= idle_before_move.count;
        if (!idle || (executor.works_for && backlog_[*executor.works_for] > 0)) {
            continue;
        }
        auto const rank = neediest();
        if (rank != executor.works_for && backlog_[rank] > 0) {
            actions.emplace_back(assign(number, executor, rank));
        }
    }
    return actions;
}

}  // namespace atl::manager

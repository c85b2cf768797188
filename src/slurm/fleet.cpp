#include "atoll/slurm/fleet.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "atoll/core/contracts.hpp"

#include "drain_moments.hpp"

namespace atl::slurm {
namespace {

using enum IslandState;

// After a jump of the clock nothing counts as having lasted longer than this between two ticks.
constexpr double longest_step = 15;
constexpr std::uint32_t burst = 5;
constexpr std::size_t kept_ended = 100;

bool is_there(Island const& island)
{
    return island.state != ended;
}

bool is_in_queue(Island const& island)
{
    return island.state == waiting || island.state == withdrawing;
}

/// Whether SLURM, not the link, is who knows of \p island.
bool is_unconnected(Island const& island)
{
    return is_in_queue(island) || island.state == starting || island.state == lost;
}

std::optional<IslandPhase> phase_of(Island const& island)
{
    switch (island.state) {
        case submitting:
        case waiting:
            return IslandPhase::waiting;
        case starting:
            return IslandPhase::starting;
        case working:
            return IslandPhase::working;
        case withdrawing:
        case draining:
        case lost:
            return IslandPhase::leaving;
        case ended:
            return std::nullopt;
    }
    return std::nullopt;
}

std::string name_of(Island const& island)
{
    return island.job.number.empty()
               ? fmt::format("island {}", island.id.value)
               : fmt::format("island {} (job {})", island.id.value, island.job.number);
}

}  // namespace

std::string_view to_string(IslandState state) noexcept
{
    switch (state) {
        case submitting:
            return "submitting";
        case waiting:
            return "waiting";
        case withdrawing:
            return "withdrawing";
        case starting:
            return "starting";
        case working:
            return "working";
        case draining:
            return "draining";
        case lost:
            return "lost";
        case ended:
            return "ended";
    }
    return "ended";
}

Fleet::Fleet(FleetOptions const& options) : options_(options), refused_(0), stillborn_(2)
{
    ATOLL_EXPECT(options.nodes_per_island >= 1);
}

std::vector<FleetAction> Fleet::handle(FleetEvent const& event)
{
    Actions actions;
    std::visit([this, &actions](auto const& what) { on(what, actions); }, event);
    return actions;
}

void Fleet::on(FleetTick const& event, Actions& actions)
{
    now_ = std::max(now_, event.now);
    forget_old();
    drain_for_end(actions);
    end_silent(actions);
    ask_queue(actions);
    if (!is_ending_ && now_.count - decided_.count >= options_.interval.count) {
        decide(actions);
    }
}

void Fleet::on(WorkloadSeen const& event, Actions& /*actions*/)
{
    work_ = event.work;
}

void Fleet::on(ScaleAsked const& event, Actions& actions)
{
    asked_ = event.nodes;
    memory_ = {};
    if (!asked_) {
        actions.emplace_back(FleetNote{"the number of islands follows the work"});
        return;
    }
    auto const smaller = *asked_ < options_.base_nodes;
    actions.emplace_back(FleetNote{fmt::format(
        "asked for {} nodes{}",
        *asked_,
        smaller ? fmt::format("; the base job has {} and keeps them", options_.base_nodes) : "")});
}

void Fleet::on(SessionEnding const& /*event*/, Actions& actions)
{
    is_ending_ = true;
    for (auto& island : islands_) {
        if (is_unconnected(island) && !island.job.number.empty()) {
            actions.emplace_back(CancelJob{island.job, CancelScope::any});
            end(island, "the session has ended", actions);
        } else if (island.state == working) {
            drain(island, actions);
        }
    }
}

void Fleet::on(SessionOver const& /*event*/, Actions& actions)
{
    for (auto& island : islands_) {
        if (is_there(island)) {
            island.is_linked = false;
            end(island, "the session has ended", actions);
        }
    }
}

ScalingLimits Fleet::limits() const
{
    auto limits = options_.limits;
    if (is_adapting()) {
        return limits;
    }
    auto const nodes = asked_.value_or(options_.base_nodes);
    auto const beside = nodes > options_.base_nodes ? nodes - options_.base_nodes : 0;
    limits.least = (beside + options_.nodes_per_island - 1) / options_.nodes_per_island;
    limits.most = limits.least;
    return limits;
}

std::vector<IslandView> Fleet::views() const
{
    std::vector<std::optional<Seconds>> ends;
    for (auto const& island : islands_) {
        ends.push_back(island.state == working ? island.end : std::nullopt);
    }
    auto const moments = drain_moments(ends, options_.limits.drain_before_end, options_.walltime);
    std::vector<IslandView> views;
    for (std::size_t i = 0; i < islands_.size(); ++i) {
        auto const& island = islands_[i];
        auto const phase = phase_of(island);
        if (!phase) {
            continue;
        }
        IslandView view{island.id, *phase, island.cpus, 0, std::nullopt};
        auto const load = std::ranges::find(work_.islands, island.job.number, &IslandLoad::job);
        if (load != work_.islands.end()) {
            view.busy = load->busy_cpus;
        }
        if (moments[i]) {
            view.drain_in = Seconds{moments[i]->count - now_.count};
        }
        views.push_back(view);
    }
    return views;
}

/// How many submissions are in order, and why not more.
Fleet::Allowance Fleet::allowance() const
{
    auto const in_hand =
        static_cast<std::uint32_t>(std::ranges::count(islands_, submitting, &Island::state));
    if (options_.base_end && options_.base_end->count - now_.count < waits_.expected().count) {
        return {0, "the base job will have ended before a job could begin"};
    }
    for (auto const* const trouble : {&refused_, &stillborn_}) {
        if (trouble->wait(now_)) {
            return {0, trouble->why() + "; the next try is made after a pause"};
        }
    }
    bool const is_trying = std::ranges::any_of(islands_, [this](Island const& island) {
        return island.state == submitting ||
               (stillborn_.is_probing() && phase_of(island) && !island.has_worked);
    });
    if (refused_.is_probing() || stillborn_.is_probing()) {
        return {is_trying ? 0U : 1U, "those before failed, so that one is tried alone"};
    }
    return {in_hand >= burst ? 0 : burst - in_hand, {}};
}

void Fleet::decide(Actions& actions)
{
    auto const step = std::min(now_.count - decided_.count, longest_step);
    decided_ = now_;
    auto const islands = views();
    auto const bounds = limits();
    auto const allowed = allowance();
    // A wait that is longer than half a job's life says nothing about when to look for a successor.
    auto const wait = std::min(waits_.expected().count, options_.walltime.count / 2);
    apply(decide_islands({work_,
                          islands,
                          bounds,
                          memory_,
                          Seconds{step},
                          Seconds{wait},
                          allowed.submissions,
                          allowed.why_not_more}),
          actions);
}

void Fleet::apply(Decision const& decision, Actions& actions)
{
    memory_ = decision.memory;
    if (!decision.reason.empty()) {
        actions.emplace_back(FleetNote{decision.reason});
    }
    if (decision.held_back != held_back_) {
        held_back_ = decision.held_back;
        if (!held_back_.empty()) {
            actions.emplace_back(FleetNote{"no more islands: " + held_back_});
        }
    }
    for (std::uint32_t i = 0; i < decision.submit; ++i) {
        actions.emplace_back(SubmitIsland{add({}, submitting).id});
    }
    for (auto const id : decision.cancel) {
        auto* const island = find(id);
        move(*island, withdrawing);
        if (!island->job.number.empty()) {
            actions.emplace_back(CancelJob{island->job, CancelScope::waiting_only});
        }
    }
    for (auto const id : decision.drain) {
        drain(*find(id), actions);
    }
}

void Fleet::drain_for_end(Actions& actions)
{
    for (auto const& view : views()) {
        if (view.phase == IslandPhase::working && view.drain_in && view.drain_in->count <= 0) {
            auto& island = *find(view.id);
            actions.emplace_back(
                FleetNote{fmt::format("{} is near its time limit and drains", name_of(island))});
            drain(island, actions);
        }
    }
}

void Fleet::end_silent(Actions& actions)
{
    for (auto& island : islands_) {
        bool const is_silent = island.state == starting || island.state == lost;
        if (!is_silent || now_.count - island.changed.count < options_.connect_within.count) {
            continue;
        }
        actions.emplace_back(CancelJob{island.job, CancelScope::any});
        if (!island.has_worked) {
            stillborn_.failed(now_, fmt::format("{} ran but did not call", name_of(island)));
        }
        end(island, "its job ran, but it did not call", actions);
    }
}

void Fleet::drain(Island& island, Actions& actions)
{
    // A job that has not called yet has nothing to finish.
    if (island.state == starting) {
        actions.emplace_back(CancelJob{island.job, CancelScope::any});
        end(island, "not needed any more", actions);
        return;
    }
    move(island, draining);
    actions.emplace_back(DrainIsland{island.job.number});
}

void Fleet::end(Island& island, std::string const& reason, Actions& actions)
{
    move(island, ended);
    island.reason = reason;
    actions.emplace_back(FleetNote{fmt::format("{} has ended: {}", name_of(island), reason)});
}

void Fleet::move(Island& island, IslandState state)
{
    island.state = state;
    island.changed = now_;
}

void Fleet::forget_old()
{
    auto surplus = std::ranges::count(islands_, ended, &Island::state) -
                   static_cast<std::ptrdiff_t>(kept_ended);
    std::erase_if(islands_, [&surplus](Island const& island) {
        return island.state == ended && surplus-- > 0;
    });
}

Island& Fleet::add(JobId const& job, IslandState state)
{
    Island island;
    island.id = IslandId{next_++};
    island.job = job;
    island.cpus = options_.limits.cpus_per_island;
    island.submitted = now_;
    islands_.push_back(std::move(island));
    move(islands_.back(), state);
    return islands_.back();
}

Island* Fleet::find(std::string const& job)
{
    auto const found = std::ranges::find_if(islands_, [&job](Island const& island) {
        return is_there(island) && !job.empty() && island.job.number == job;
    });
    return found == islands_.end() ? nullptr : &*found;
}

Island* Fleet::find(IslandId island)
{
    auto const found = std::ranges::find(islands_, island, &Island::id);
    return found == islands_.end() ? nullptr : &*found;
}

}  // namespace atl::slurm

#include "atoll/slurm/adaptive_policy.hpp"

#include <algorithm>
#include <cmath>
#include <ranges>
#include <utility>

#include <fmt/format.h>

namespace atl::slurm {
namespace {

// Sums saturate far above any cluster.
constexpr double most_cpus = 1e9;
// Work that what is there finishes within this time needs no more islands, when a job waits longer.
constexpr double worth_waiting_for = 600;

/// What the drops that fit on an island ask for.
struct Demand {
    double width{0};           ///< CPUs that drops could occupy now, or soon.
    double wanted{0};          ///< CPUs that do them within the target duration.
    double cpu_seconds{0};     ///< Of those whose duration is known.
    double ready_width{0};     ///< Without those that are still to be ready.
    std::uint64_t unknown{0};  ///< Drops whose duration is not known.
    std::uint64_t unfit{0};    ///< Drops that no island can run.
};

/// How many islands there are of each kind.
struct Census {
    std::uint32_t waiting{0};
    std::uint32_t running{0};  ///< Starting or working, and not soon at their end.
    std::uint32_t ending{0};   ///< Working, but at their end before a new job could begin.
    double busy{0};            ///< CPUs at work on waiting, running and ending ones.

    [[nodiscard]] std::uint32_t capacity() const { return waiting + running; }
};

void add(TemplateWork const& work, ScalingLimits const& limits, Demand& demand)
{
    bool const too_long = limits.longest_drop && work.each && *work.each > *limits.longest_drop;
    if (work.cpus > limits.cpus_per_island || too_long) {
        demand.unfit += work.drops;
        return;
    }
    auto const cpus = static_cast<double>(work.drops) * work.cpus;
    demand.width += cpus;
    if (!work.each) {
        demand.unknown += work.drops;
        demand.wanted += cpus;
        return;
    }
    auto const seconds = cpus * work.each->count;
    demand.cpu_seconds += seconds;
    demand.wanted += std::min(cpus, seconds / std::max(limits.target_duration.count, 1e-3));
}

Demand demand_of(Workload const& work, ScalingLimits const& limits)
{
    Demand demand;
    for (auto const& ready : work.ready) {
        add(ready, limits, demand);
    }
    demand.ready_width = demand.width;
    for (auto const& soon : work.soon) {
        add(soon, limits, demand);
    }
    demand.wanted = std::min(demand.wanted, most_cpus);
    demand.width = std::min(demand.width, most_cpus);
    return demand;
}

/// Whether \p island is at its end before a job that is submitted now could take its place.
bool ends_soon(IslandView const& island, Situation const& situation)
{
    return island.phase == IslandPhase::working && island.drain_in &&
           *island.drain_in < situation.expected_wait;
}

Census count(Situation const& situation)
{
    Census census;
    for (auto const& island : situation.islands) {
        if (island.phase == IslandPhase::leaving) {
            continue;
        }
        census.busy += island.busy;
        if (island.phase == IslandPhase::waiting) {
            ++census.waiting;
        } else if (ends_soon(island, situation)) {
            ++census.ending;
        } else {
            ++census.running;
        }
    }
    return census;
}

/// Islands that give \p cpus in all together with the base job, within the bounds.
std::uint32_t islands_for(double cpus, Workload const& work, ScalingLimits const& limits)
{
    auto const beside = std::max(0.0, cpus - work.base_cpus);
    // A sliver of an island's CPUs is a rounding error of the estimates, and no reason for a job.
    auto const islands = std::ceil(beside / std::max(1U, limits.cpus_per_island) - 1e-6);
    auto const bounded =
        std::clamp(islands,
                   static_cast<double>(limits.least),
                   static_cast<double>(std::max(limits.least, limits.most.value_or(1'000'000))));
    return static_cast<std::uint32_t>(bounded);
}

std::string counted(std::uint64_t number, std::string_view thing)
{
    return fmt::format("{} {}{}", number, thing, number == 1 ? "" : "s");
}

std::string work_text(Demand const& demand)
{
    auto const known = demand.cpu_seconds >= 600
                           ? fmt::format("{:.0f} CPU-min ready", demand.cpu_seconds / 60)
                           : fmt::format("{:.0f} CPU-s ready", demand.cpu_seconds);
    if (demand.unknown == 0) {
        return demand.width > 0 ? known : "nothing ready";
    }
    auto const unknown = fmt::format("{} of unknown length", counted(demand.unknown, "drop"));
    return demand.cpu_seconds > 0 ? fmt::format("{}, {}", known, unknown)
                                  : fmt::format("{} ready", unknown);
}

std::string state_text(Demand const& demand, Census const& census, ScalingLimits const& limits)
{
    return fmt::format("{}, {}, {}",
                       work_text(demand),
                       counted(census.capacity() + census.ending, "island"),
                       limits.most ? fmt::format("{} allowed", *limits.most) : "no bound");
}

Surplus observed(Surplus const& before, std::uint32_t surplus, Seconds elapsed)
{
    if (surplus == 0) {
        return {};
    }
    if (before.least == 0) {
        return {Seconds{0}, surplus};
    }
    return {Seconds{before.held.count + elapsed.count}, std::min(before.least, surplus)};
}

std::uint32_t above(std::uint32_t number, std::uint32_t bound)
{
    return number > bound ? number - bound : 0;
}

/// Makes one decision.
class Decider {
  public:
    explicit Decider(Situation const& situation)
        : s_(situation),
          demand_(demand_of(s_.work, s_.limits)),
          census_(count(s_)),
          wanted_(
              islands_for(demand_.wanted + census_.busy + s_.work.base_busy, s_.work, s_.limits)),
          kept_(std::max(
              wanted_,
              islands_for(demand_.width + census_.busy + s_.work.base_busy, s_.work, s_.limits)))
    {
    }

    Decision decide()
    {
        auto const have = census_.capacity();
        result_.memory.waiting = observed(
            s_.memory.waiting, std::min(census_.waiting, above(have, kept_)), s_.since_last);
        result_.memory.running =
            observed(s_.memory.running, above(census_.running, kept_), s_.since_last);
        if (wanted_ > have) {
            grow();
        } else {
            withdraw();
        }
        drain();
        return std::move(result_);
    }

  private:
    void grow()
    {
        auto const have = census_.capacity();
        std::uint32_t const lacking = wanted_ - have;
        auto const room = s_.limits.most ? above(*s_.limits.most, have) : lacking;
        auto const in_queue = above(s_.limits.most_waiting, census_.waiting);
        bool const bound_by_least = have < s_.limits.least;
        if (!bound_by_least && is_done_before_a_start()) {
            result_.held_back = "what is ready will be done before a job could begin";
            return;
        }
        result_.submit = std::min({lacking, room, in_queue, s_.may_submit});
        if (result_.submit < std::min(lacking, room)) {
            result_.held_back = s_.may_submit < in_queue && !s_.may_not_because.empty()
                                    ? s_.may_not_because
                                    : fmt::format("at most {} may wait in the queue at once",
                                                  counted(s_.limits.most_waiting, "island"));
        }
        if (result_.submit > 0) {
            tell(fmt::format("+{}", counted(result_.submit, "island")));
        }
    }

    [[nodiscard]] bool is_done_before_a_start() const
    {
        auto const cpus =
            s_.work.base_cpus + double(census_.capacity()) * s_.limits.cpus_per_island;
        auto const within = std::min(s_.expected_wait.count, worth_waiting_for);
        return demand_.unknown == 0 && demand_.cpu_seconds < cpus * within;
    }

    // Here and in drain(): a bound that was lowered is kept at once, surplus goes after a while.
    void withdraw()
    {
        auto const over = above(census_.capacity(), most());
        auto const number =
            std::min(census_.waiting,
                     std::max(over, ripe(result_.memory.waiting, s_.limits.withdraw_after)));
        for (auto const& island : s_.islands | std::views::reverse) {
            if (result_.cancel.size() < number && island.phase == IslandPhase::waiting) {
                result_.cancel.push_back(island.id);
            }
        }
        if (number > 0) {
            result_.memory.waiting = {};
            tell(fmt::format("-{}", counted(number, "waiting island")));
        }
    }

    void drain()
    {
        // Successors have come while the islands before them still run.
        auto const over = above(census_.running + census_.ending, most());
        auto const surplus = ripe(result_.memory.running, s_.limits.drain_after);
        auto const number = std::max(over, surplus);
        if (number == 0) {
            return;
        }
        result_.memory.running = {};
        std::vector<IslandView> running;
        for (auto const& island : s_.islands | std::views::reverse) {
            if (island.phase == IslandPhase::working || island.phase == IslandPhase::starting) {
                running.push_back(island);
            }
        }
        std::ranges::stable_sort(running, [this](IslandView const& a, IslandView const& b) {
            return std::pair{!ends_soon(a, s_), a.busy} < std::pair{!ends_soon(b, s_), b.busy};
        });
        for (auto const& island : running | std::views::take(number)) {
            result_.drain.push_back(island.id);
        }
        tell(fmt::format("-{}, drained", counted(number, "island")));
    }

    static std::uint32_t ripe(Surplus const& surplus, Seconds span)
    {
        return surplus.held >= span ? surplus.least : 0;
    }

    [[nodiscard]] std::uint32_t most() const { return s_.limits.most.value_or(1'000'000); }

    void tell(std::string const& what)
    {
        result_.reason = result_.reason.empty()
                             ? fmt::format("{}: {}", what, state_text(demand_, census_, s_.limits))
                             : fmt::format("{}, {}", what, result_.reason);
    }

    Situation const& s_;
    Demand demand_;
    Census census_;
    std::uint32_t wanted_;  ///< Islands that do what is ready in time.
    std::uint32_t kept_;    ///< Islands that have something to do.
    Decision result_;
};

}  // namespace

Decision decide_islands(Situation const& situation)
{
    return Decider{situation}.decide();
}

}  // namespace atl::slurm

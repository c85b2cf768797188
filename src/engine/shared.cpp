#include "engine/shared.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

namespace atl::engine {
namespace {

/// From so many events on it pays to combine those of one worker before they are counted down.
constexpr std::uint32_t many_inputs_threshold = 256;
/// What fits in the tally of a drop that may get more events than it waits for.
constexpr std::uint32_t max_expected_of_surplus = 1U << 20;

[[noreturn]] void contradiction(std::uint32_t drop, std::string_view what)
{
    throw Error{ErrorKind::internal, fmt::format("topology of drop {} {}", drop, what)};
}

void check_sizes(Topology const& topology)
{
    std::size_t const own = topology.owned;
    bool const right =
        topology.successor_offsets.size() == own + topology.ghosts + 1 &&
        (topology.remote_offsets.empty() || topology.remote_offsets.size() == own + 1) &&
        topology.template_of.size() == own && topology.expected.size() == own &&
        (topology.priority.empty() || topology.priority.size() == own);
    if (!right) {
        throw Error{
            ErrorKind::internal,
            fmt::format(
                "arrays of the topology do not have the sizes for {} own drops and {} ghosts",
                topology.owned,
                topology.ghosts)};
    }
}

/// Counts the events that each drop may get in its `pending`.
void count_predecessors(Topology const& topology, std::span<DropCell> cells)
{
    for (auto const successor : topology.successors) {
        if (successor >= topology.owned) {
            contradiction(successor, "is a successor but not an own drop");
        }
        auto& pending = cells[successor].pending;
        pending.store(pending.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
    }
}

std::uint8_t traits_of(Topology const& topology, std::uint32_t drop, std::uint32_t predecessors)
{
    auto const& rules = topology.rules_of(DropIndex{drop});
    auto const expected = topology.expected[drop];
    unsigned traits = 0;
    if (rules.kind == DropKind::app) {
        traits |= DropCell::is_app;
    }
    if (rules.host_calls == HostCalls::needed) {
        traits |= DropCell::calls_host;
    }
    if (!topology.remotes_of(DropIndex{drop}).empty()) {
        traits |= DropCell::has_remotes;
    }
    if (predecessors > expected) {
        traits |= DropCell::surplus;
    }
    if (rules.session_end == SessionEnd::reached) {
        traits |= DropCell::ends_session;
    }
    if (rules.kind == DropKind::app && expected >= many_inputs_threshold &&
        predecessors == expected) {
        traits |= DropCell::many_inputs;
    }
    if (rules.kind == DropKind::data && traits == 0 && expected == 1) {
        traits |= DropCell::plain_data;
    }
    return static_cast<std::uint8_t>(traits);
}

std::unique_ptr<DropCell[]> make_cells(Topology const& topology)
{
    check_sizes(topology);
    auto storage = std::make_unique<DropCell[]>(topology.owned);
    std::span<DropCell> const cells{storage.get(), topology.owned};
    count_predecessors(topology, cells);
    for (std::uint32_t drop = 0; drop < topology.owned; ++drop) {
        auto& cell = cells[drop];
        auto const predecessors = cell.pending.load(std::memory_order_relaxed);
        auto const expected = topology.expected[drop];
        if (topology.template_of[drop] >= topology.rules.size()) {
            contradiction(drop, "has a template without rules");
        }
        if (expected > predecessors) {
            contradiction(
                drop,
                fmt::format("waits for {} events but has {} predecessors", expected, predecessors));
        }
        if (predecessors > expected && expected > max_expected_of_surplus) {
            contradiction(
                drop,
                fmt::format(
                    "waits for {} of {} events, more than the {} that can be told from late ones",
                    expected,
                    predecessors,
                    max_expected_of_surplus));
        }
        auto const& rules = topology.rules_of(DropIndex{drop});
        auto const level = topology.priority.empty() ? rules.priority : topology.priority[drop];
        cell.traits = traits_of(topology, drop, predecessors);
        cell.level = static_cast<std::uint8_t>(std::min<unsigned>(level, priority_levels - 1));
        cell.pending.store(expected, std::memory_order_relaxed);
        cell.set(first_state(rules.kind));
    }
    return storage;
}

bool may_run_short_of_cpus(Topology const& topology, EngineOptions const& options)
{
    return options.workers > options.cpus ||
           std::ranges::any_of(topology.rules, [](TemplateRules const& rules) {
               return rules.kind == DropKind::app && rules.host_calls == HostCalls::needed &&
                      rules.num_cpus > 1;
           });
}

EngineOptions checked(EngineOptions options, Topology const& topology)
{
    if (options.workers == 0 || options.cpus == 0 || options.cpus > Admission::max_cpus) {
        throw Error{
            ErrorKind::internal,
            fmt::format(
                "engine with {} workers and {} CPUs (must be at least 1 of each, at most {} CPUs)",
                options.workers,
                options.cpus,
                Admission::max_cpus)};
    }
    for (auto const& rules : topology.rules) {
        if (rules.num_cpus > options.cpus) {
            throw Error{
                ErrorKind::internal,
                fmt::format(
                    "app template with {} CPUs on a rank of {}", rules.num_cpus, options.cpus)};
        }
    }
    return options;
}

}  // namespace

Shared::Shared(Topology const& graph, DropHost& drop_host, Clock const& time, EngineOptions options)
    : topology(graph),
      host(drop_host),
      clock(time),
      log(options.log),
      start_ns(time.monotonic_ns()),
      storage(make_cells(graph)),
      cells(storage.get(), graph.owned),
      workers(checked(options, graph).workers),
      cpus_limited(may_run_short_of_cpus(graph, options)),
      slots(workers + std::size_t{2}),
      admission(options.cpus)
{
}

Counters Shared::counters() const noexcept
{
    Counters sum;
    for (auto const& slot : slots) {
        slot.counters.add_to(sum);
    }
    // Readings of several workers at different moments: a start may be seen before its readiness.
    constexpr auto below_zero = std::uint64_t{1} << 63U;
    sum.apps_waiting = sum.apps_waiting >= below_zero ? 0 : sum.apps_waiting;
    sum.waiting_us = sum.waiting_us >= below_zero ? 0 : sum.waiting_us;
    return sum;
}

}  // namespace atl::engine

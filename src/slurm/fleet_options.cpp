#include "atoll/slurm/fleet_options.hpp"

#include <algorithm>

namespace atl::slurm {
namespace {

// What a person may have to wait until a surplus job is withdrawn, whatever the file says.
constexpr double least_patience = 60;
constexpr std::uint32_t least_backlog = 4;

std::uint32_t beside(std::uint32_t nodes, FleetOptions const& options)
{
    auto const more = nodes > options.base_nodes ? nodes - options.base_nodes : 0;
    return more / options.nodes_per_island;
}

}  // namespace

FleetOptions fleet_options(session::SessionFile const& session)
{
    auto const& scaling = session.scaling;
    FleetOptions options;
    options.adapts = scaling.adapts;
    options.base_nodes = std::max(1U, session.node_managers);
    options.nodes_per_island = std::max(1U, scaling.nodes_per_island);
    if (session.walltime.count > 0) {
        options.walltime = session.walltime;
    }
    options.interval = std::max(Seconds{1}, scaling.interval);
    options.poll_waiting = std::max(Seconds{1}, scaling.poll_interval);
    options.poll_running = Seconds{4 * options.poll_waiting.count};
    auto& limits = options.limits;
    limits.cpus_per_island = std::max(1U, session.cpus_per_rank) * options.nodes_per_island;
    limits.least = beside(scaling.least_nodes, options);
    if (scaling.most_nodes) {
        limits.most = beside(*scaling.most_nodes, options);
    }
    limits.most_waiting = scaling.most_waiting != 0
                              ? scaling.most_waiting
                              : std::max(least_backlog, limits.most.value_or(0) / 10);
    limits.target_duration = scaling.target_duration;
    limits.withdraw_after =
        Seconds{std::max(least_patience, scaling.wait_count * options.interval.count)};
    limits.drain_after = scaling.idle_timeout;
    limits.drain_before_end = scaling.drain_before_end;
    auto const margin = std::min(scaling.drain_before_end.count, options.walltime.count / 5);
    limits.longest_drop = Seconds{options.walltime.count - margin};
    return options;
}

}  // namespace atl::slurm

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "atoll/core/ids.hpp"
#include "atoll/graph/physical_graph.hpp"

namespace atl::translate {

/// Nodes on which a graph is imagined to run: all alike, each pair joined at the same speed.
struct SimulatedCluster {
    std::uint32_t nodes{1};    ///< >= 1.
    std::uint32_t cores{1};    ///< Of each node; >= 1. An app that wants more gets all of them.
    double bandwidth{1.25e9};  ///< What a node sends in all, bytes per second; > 0.
    double latency{50e-6};     ///< From the last byte sent to the event's arrival, seconds; >= 0.
};

/// What a simulated run came to.
struct SimulatedRun {
    double makespan{0};          ///< Seconds from the first to the last event.
    double busy{0};              ///< Core-seconds in which apps ran.
    double bytes_moved{0};       ///< Between nodes.
    std::uint64_t events{0};     ///< Apps that ended and contents that arrived.
    std::uint64_t transfers{0};  ///< Contents sent from one node to another.

    /// Share of the cluster's core-seconds that apps used, 0..1.
    [[nodiscard]] double utilisation(SimulatedCluster const& cluster) const noexcept;
};

/// Imagines runs of one graph on one cluster by discrete events, as the engine runs it: an app
/// starts when its inputs are there and its cores are free, ready apps in order of the engine's
/// priorities, a data drop's content goes once to every other node that reads it.
///
/// Times are the graph's weights. Constant after construction; run() may be called from several
/// threads. The graph must outlive it. About a microsecond a drop for each run.
class Simulator {
  public:
    /// \pre \p graph has no cycle.
    Simulator(graph::PhysicalGraph const& graph, SimulatedCluster const& cluster);

    /// Runs the graph with drop i on node \p node_of[i].
    /// \pre node_of.size() == graph.size(), each below the cluster's nodes.
    [[nodiscard]] SimulatedRun run(std::span<PartitionId const> node_of) const;

    [[nodiscard]] SimulatedCluster const& cluster() const noexcept { return cluster_; }

  private:
    friend class SimulatedSession;

    graph::PhysicalGraph const& graph_;
    SimulatedCluster cluster_;
    std::vector<std::uint8_t> level_;  // [drops] the engine's priority level
};

/// No schedule of \p graph on \p cluster can take less time. The largest of the critical path, and,
/// over 64 x 64 values of h and t, of h + t + what all apps with at least h seconds before and t
/// seconds after them on some path need together: their work divided by the cores, and the shortest
/// of them as often in a row as their number makes necessary. Seconds; moving data is taken to cost
/// nothing. O(drops log drops + relations).
[[nodiscard]] double makespan_bound(graph::PhysicalGraph const& graph,
                                    SimulatedCluster const& cluster);

}  // namespace atl::translate

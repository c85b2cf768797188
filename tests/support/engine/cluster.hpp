#pragma once

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "support/engine/cluster_rank.hpp"
#include "support/engine/random_graph.hpp"

namespace atl::engine::test {

/// Runs a RandomGraph on several engines at once, each with its workers, joined by queues in
/// memory.
class Cluster {
  public:
    Cluster(RandomGraph const& graph, unsigned ranks, EngineOptions options) : options_(options)
    {
        world_.graph = &graph;
        for (std::uint32_t drop = 0; drop < graph.drops().size(); ++drop) {
            world_.rank.push_back(drop * 2'654'435'761U / 65'536U % ranks);
        }
        world_.attempts = std::vector<std::atomic<unsigned>>(graph.drops().size());
        for (unsigned rank = 0; rank < ranks; ++rank) {
            world_.ranks.push_back(std::make_unique<ClusterRank>(world_, rank));
        }
        for (auto& rank : world_.ranks) {
            rank->add_rows();
        }
        for (auto& rank : world_.ranks) {
            rank->build(options);
        }
    }

    /// Begin with what \p drops [graph] keeps. Before run().
    void restore(std::vector<RestoredDrop> const& drops)
    {
        for (auto& rank : world_.ranks) {
            rank->restore(drops);
        }
    }

    /// Start all ranks and wait until all are finished.
    void run()
    {
        std::vector<std::jthread> threads;
        for (auto& rank : world_.ranks) {
            for (unsigned id = 0; id < options_.workers; ++id) {
                threads.emplace_back([&rank, id] { rank->engine().work(WorkerId{id}); });
            }
            threads.emplace_back([&rank] { rank->progress(); });
        }
    }

    /// State of each drop, by its number in the graph.
    [[nodiscard]] std::vector<DropState> states() const
    {
        std::vector<DropState> states;
        for (std::uint32_t drop = 0; drop < world_.rank.size(); ++drop) {
            states.push_back(world_.state(drop));
        }
        return states;
    }

    /// How often each app was run.
    [[nodiscard]] unsigned attempts(std::size_t drop) const { return world_.attempts[drop]; }
    /// Something ran before its predecessors were done.
    [[nodiscard]] bool ran_too_early() const { return world_.ran_too_early; }
    /// Largest number of CPUs that were in use on one rank at once.
    [[nodiscard]] unsigned cpus_high_water() const { return world_.cpus_high_water; }

  private:
    EngineOptions options_;
    World world_;
};

}  // namespace atl::engine::test

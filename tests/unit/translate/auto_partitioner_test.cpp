#include "translate/partition/auto_partitioner.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "atoll/translate/simulate.hpp"

#include "unit/translate/graph_samples.hpp"
#include "unit/translate/random_graph.hpp"

namespace atl::translate {
namespace {

[[nodiscard]] double makespan(std::string_view algorithm,
                              graph::PhysicalGraph const& graph,
                              PartitionRequest const& request)
{
    Diagnostics notes;
    auto const parts = (*make_partitioner(algorithm))(graph, request, notes);
    SimulatedCluster const cluster{.nodes = request.partitions,
                                   .cores = request.cores,
                                   .bandwidth = request.bandwidth,
                                   .latency = request.latency};
    return Simulator{graph, cluster}.run(parts.partition_of).makespan;
}

TEST(AutoPartitioner, is_never_slower_than_an_algorithm_of_daliuge)
{
    for (std::uint32_t seed = 0; seed < 4; ++seed) {
        auto const graph = testing::random_layers(6, 10, seed);
        PartitionRequest const request{.partitions = 3, .cores = 2, .bandwidth = 1e6};
        auto const best = makespan("auto", graph, request);
        for (auto const* name : {"metis", "mysarkar", "min_num_parts", "pso", "none"}) {
            EXPECT_LE(best, makespan(name, graph, request) * (1 + 1e-9)) << name << ' ' << seed;
        }
    }
}

TEST(AutoPartitioner, is_near_the_lower_bound_when_moving_data_costs_nothing)
{
    double logarithms = 0;
    constexpr int graphs = 8;
    for (std::uint32_t seed = 0; seed < graphs; ++seed) {
        auto const graph = testing::random_layers(8, 16, seed);
        PartitionRequest const request{
            .partitions = 4, .cores = 2, .bandwidth = 1e18, .latency = 0};
        auto const bound = makespan_bound(graph, {.nodes = 4, .cores = 2});
        logarithms += std::log(makespan("auto", graph, request) / bound);
    }
    EXPECT_LE(std::exp(logarithms / graphs), 1.10);
}

TEST(AutoPartitioner, puts_a_single_part_together)
{
    Diagnostics notes;
    auto const graph = testing::chains(2, 2);
    EXPECT_EQ(AutoPartitioner{}(graph, {.partitions = 1}, notes).partition_of,
              std::vector<PartitionId>(graph.size()));
}

}  // namespace
}  // namespace atl::translate

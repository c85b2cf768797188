#include "translate/partition/pso_partitioner.hpp"

#include <gtest/gtest.h>

#include "atoll/translate/simulate.hpp"

#include "unit/translate/graph_samples.hpp"

namespace atl::translate {
namespace {

TEST(PsoPartitioner, finds_the_division_that_moves_nothing)
{
    auto const graph = testing::chains(2, 4);
    Diagnostics notes;
    PartitionRequest const request{.partitions = 2, .bandwidth = 1, .swarm_size = 10};
    auto const parts = PsoPartitioner{}(graph, request, notes);
    auto const run = Simulator{graph, {.nodes = 2, .bandwidth = 1}}.run(parts.partition_of);
    EXPECT_DOUBLE_EQ(run.makespan, 4);
}

TEST(PsoPartitioner, takes_few_parts_when_the_deadline_is_far)
{
    auto const graph = testing::chains(4, 2);
    Diagnostics notes;
    PartitionRequest request{.partitions = 0, .cores = 8, .max_parallelism = 4, .deadline = 1000};
    EXPECT_EQ(PsoPartitioner{}(graph, request, notes).partitions, 1U);
}

TEST(PsoPartitioner, has_no_more_particles_than_it_can_judge)
{
    auto const graph = testing::chains(2, 2);
    Diagnostics notes;
    PartitionRequest const request{.partitions = 2, .bandwidth = 1, .swarm_size = 4'000'000'000U};
    EXPECT_EQ(PsoPartitioner{}(graph, request, notes).partitions, 2U);
}

}  // namespace
}  // namespace atl::translate

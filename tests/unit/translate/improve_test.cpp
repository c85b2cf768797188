#include "translate/partition/improve.hpp"

#include <gtest/gtest.h>

#include "unit/translate/graph_samples.hpp"

namespace atl::translate {
namespace {

TEST(Improve, a_shorter_run_is_better_and_of_equal_runs_the_one_that_moves_less)
{
    SimulatedRun const short_run{.makespan = 1, .bytes_moved = 9};
    SimulatedRun const long_run{.makespan = 2, .bytes_moved = 1};
    SimulatedRun const calm_run{.makespan = 1, .bytes_moved = 3};
    EXPECT_TRUE(is_better(short_run, long_run));
    EXPECT_TRUE(is_better(calm_run, short_run));
    EXPECT_FALSE(is_better(short_run, short_run));
}

TEST(Improve, spreads_what_was_all_on_one_node)
{
    auto const graph = testing::chains(2, 1);
    Simulator const simulator{graph, {.nodes = 2, .cores = 1}};
    Partitioning all{2, std::vector<PartitionId>(graph.size())};
    auto const before = simulator.run(all.partition_of);
    auto const after = improve(graph, simulator, {all, before}, 200, 1);
    EXPECT_DOUBLE_EQ(before.makespan, 2);
    EXPECT_LT(after.run.makespan, 1.1);
}

}  // namespace
}  // namespace atl::translate

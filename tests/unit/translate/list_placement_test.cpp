#include "translate/partition/list_placement.hpp"

#include <gtest/gtest.h>

#include "unit/translate/graph_samples.hpp"

namespace atl::translate {
namespace {

TEST(ListPlacement, independent_chains_fill_all_nodes_and_move_nothing)
{
    auto const graph = testing::chains(4, 3);
    SimulatedCluster const cluster{.nodes = 2, .cores = 2};
    auto const placed = list_placement(graph, cluster);
    auto const run = Simulator{graph, cluster}.run(placed.partition_of);
    EXPECT_DOUBLE_EQ(run.makespan, 3);
    EXPECT_DOUBLE_EQ(run.bytes_moved, 0);
}

TEST(ListPlacement, a_reader_stays_where_its_input_is_when_moving_it_takes_longer)
{
    testing::GraphSample sample{1, 1e9F};
    auto const writer = sample.app();
    auto const data = sample.data();
    sample.link(writer, data);
    sample.link(data, sample.app());
    sample.link(data, sample.app());
    auto const graph = sample.finish();
    auto const placed =
        list_placement(graph, {.nodes = 2, .cores = 1, .bandwidth = 1e8, .latency = 0});
    EXPECT_EQ(placed.partition_of[2], placed.partition_of[0]);
    EXPECT_EQ(placed.partition_of[3], placed.partition_of[0]);
}

}  // namespace
}  // namespace atl::translate

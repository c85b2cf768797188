#include "translate/partition/round_robin_partitioner.hpp"

#include "unit/translate/graph_samples.hpp"

namespace atl::translate {
namespace {

TEST(RoundRobinPartitioner, deals_apps_in_turn_and_data_to_producers)
{
    testing::GraphSample sample;
    auto const first = sample.app();
    auto const second = sample.app();
    auto const data = sample.data();
    sample.link(second, data);
    Diagnostics notes;
    auto const parts = RoundRobinPartitioner{}(sample.finish(), {.partitions = 2}, notes);
    EXPECT_EQ(parts.partition_of[first.index()], PartitionId{0});
    EXPECT_EQ(parts.partition_of[second.index()], PartitionId{1});
    EXPECT_EQ(parts.partition_of[data.index()], PartitionId{1});
}

}  // namespace
}  // namespace atl::translate

#include "translate/partition/template_partitioner.hpp"

#include <gtest/gtest.h>

#include "unit/translate/graph_samples.hpp"

namespace atl::translate {
namespace {

TEST(TemplatePartitioner, cuts_the_drops_of_each_node_of_the_logical_graph_into_equal_runs)
{
    testing::GraphSample sample;
    for (int i = 0; i < 4; ++i) {
        sample.app();
    }
    Diagnostics notes;
    auto const parts = TemplatePartitioner{}(sample.finish(), {.partitions = 2}, notes);
    EXPECT_EQ(parts.partition_of,
              (std::vector{PartitionId{0}, PartitionId{0}, PartitionId{1}, PartitionId{1}}));
}

}  // namespace
}  // namespace atl::translate

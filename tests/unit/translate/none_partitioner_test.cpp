#include "translate/partition/none_partitioner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/translate/graph_samples.hpp"

namespace atl::translate {
namespace {

TEST(NonePartitioner, leaves_all_drops_in_one_part_and_says_which_stay_empty)
{
    auto const graph = testing::chains(3, 2);
    Diagnostics notes;
    auto const parts = NonePartitioner{}(graph, {.partitions = 3}, notes);
    EXPECT_EQ(parts.partitions, 3U);
    EXPECT_THAT(parts.partition_of, ::testing::Each(PartitionId{0}));
    EXPECT_THAT(notes.render(), ::testing::HasSubstr("'none' leaves 2 of 3 parts empty"));
}

}  // namespace
}  // namespace atl::translate

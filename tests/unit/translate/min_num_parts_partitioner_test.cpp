#include "translate/partition/min_num_parts_partitioner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/translate/graph_samples.hpp"

namespace atl::translate {
namespace {

[[nodiscard]] std::uint32_t parts_for(double deadline)
{
    auto const graph = testing::chains(8, 2);
    Diagnostics notes;
    return MinNumPartsPartitioner{}(
               graph, {.partitions = 0, .max_parallelism = 2, .deadline = deadline}, notes)
        .partitions;
}

TEST(MinNumPartsPartitioner, makes_as_few_parts_as_the_deadline_allows)
{
    EXPECT_EQ(parts_for(2), 4U);
    EXPECT_EQ(parts_for(4), 2U);
    EXPECT_EQ(parts_for(8), 1U);
}

TEST(MinNumPartsPartitioner, fills_all_parts_when_their_number_is_given)
{
    auto const graph = testing::chains(8, 2);
    Diagnostics notes;
    auto const parts = MinNumPartsPartitioner{}(graph, {.partitions = 4}, notes).partition_of;
    for (std::uint32_t part = 0; part < 4; ++part) {
        EXPECT_THAT(parts, ::testing::Contains(PartitionId{part}));
    }
}

TEST(MinNumPartsPartitioner, says_when_a_deadline_is_missed)
{
    auto const graph = testing::chains(1, 4);
    Diagnostics notes;
    static_cast<void>(MinNumPartsPartitioner{}(graph, {.partitions = 0, .deadline = 3}, notes));
    EXPECT_THAT(notes.render(), ::testing::HasSubstr("more than the deadline of 3.00 s"));
}

}  // namespace
}  // namespace atl::translate

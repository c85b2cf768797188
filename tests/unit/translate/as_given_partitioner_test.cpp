#include "translate/partition/as_given_partitioner.hpp"

#include "atoll/core/error.hpp"

#include "unit/translate/graph_samples.hpp"

namespace atl::translate {
namespace {

TEST(AsGivenPartitioner, makes_one_part_for_each_host)
{
    testing::GraphSample sample;
    sample.app("h2");
    sample.app("h1");
    sample.app("h2");
    Diagnostics notes;
    auto const parts = AsGivenPartitioner{}(sample.finish(), {.partitions = 9}, notes);
    EXPECT_EQ(parts.partitions, 2U);
    EXPECT_THAT(parts.partition_of,
                ::testing::ElementsAre(PartitionId{0}, PartitionId{1}, PartitionId{0}));
}

TEST(AsGivenPartitioner, names_the_drop_that_has_no_host)
{
    testing::GraphSample sample;
    sample.app("h");
    sample.app();
    Diagnostics notes;
    try {
        static_cast<void>(AsGivenPartitioner{}(sample.finish(), {}, notes));
        FAIL() << "no error";
    } catch (Error const& error) {
        EXPECT_EQ(error.problem(),
                  "drop 'x_1' has no 'node', so its place cannot be kept as given");
    }
}

}  // namespace
}  // namespace atl::translate

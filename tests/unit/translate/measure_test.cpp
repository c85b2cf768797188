#include "atoll/translate/partition.hpp"

#include "unit/translate/graph_samples.hpp"

namespace atl::translate {
namespace {

TEST(Measure, counts_a_data_drop_once_for_each_other_part_that_reads_it)
{
    testing::GraphSample sample{1, 100};
    auto const data = sample.data();
    for (int i = 0; i < 4; ++i) {
        sample.link(data, sample.app());
    }
    auto const graph = sample.finish();
    Partitioning const parts{
        3, {PartitionId{0}, PartitionId{0}, PartitionId{1}, PartitionId{1}, PartitionId{2}}};
    auto const quality = measure(graph, parts);
    EXPECT_DOUBLE_EQ(quality.cut_bytes, 200);
    EXPECT_DOUBLE_EQ(quality.heaviest_share, 1.5);
}

}  // namespace
}  // namespace atl::translate

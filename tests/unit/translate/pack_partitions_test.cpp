#include "atoll/translate/partition.hpp"

#include "unit/translate/graph_samples.hpp"

namespace atl::translate {
namespace {

TEST(PackPartitions, puts_partitions_that_exchange_data_into_one_bin)
{
    testing::GraphSample sample{1, 1000};
    Partitioning parts{4, {}};
    for (std::uint32_t pair = 0; pair < 2; ++pair) {
        auto const from = sample.app();
        auto const data = sample.data();
        auto const to = sample.app();
        sample.link(from, data);
        sample.link(data, to);
        // Parts 0 and 3 exchange data, and so do 1 and 2.
        parts.partition_of.insert(parts.partition_of.end(),
                                  {PartitionId{pair}, PartitionId{pair}, PartitionId{3 - pair}});
    }
    auto const bins = pack_partitions(sample.finish(), parts, 2);
    EXPECT_EQ(bins[0], bins[3]);
    EXPECT_EQ(bins[1], bins[2]);
    EXPECT_NE(bins[0], bins[1]);
}

TEST(PackPartitions, leaves_partitions_apart_when_there_are_bins_for_all)
{
    auto const graph = testing::chains(2, 1);
    Partitioning const parts{2, std::vector<PartitionId>(graph.size())};
    EXPECT_THAT(pack_partitions(graph, parts, 5), ::testing::ElementsAre(0U, 1U));
}

}  // namespace
}  // namespace atl::translate

#include "translate/partition/metis_partitioner.hpp"

#include "atoll/translate/partition.hpp"

#include "unit/translate/graph_samples.hpp"

namespace atl::translate {
namespace {

TEST(MetisPartitioner, cuts_nothing_when_parts_can_be_independent)
{
    auto const graph = testing::chains(6, 20);
    Diagnostics notes;
    auto const parts = MetisPartitioner{}(graph, {.partitions = 3}, notes);
    auto const quality = measure(graph, parts);
    EXPECT_EQ(parts.partitions, 3U);
    EXPECT_DOUBLE_EQ(quality.cut_bytes, 0);
    EXPECT_DOUBLE_EQ(quality.heaviest_share, 1);
}

TEST(MetisPartitioner, keeps_a_data_drop_with_its_only_producer)
{
    testing::GraphSample sample;
    auto const source = sample.app();
    for (int i = 0; i < 40; ++i) {
        auto const data = sample.data();
        auto const reader = sample.app();
        sample.link(source, data);
        sample.link(data, reader);
    }
    auto const graph = sample.finish();
    Diagnostics notes;
    auto const parts = MetisPartitioner{}(graph, {.partitions = 4}, notes);
    for (auto const data : graph.successors(source)) {
        EXPECT_EQ(parts.partition_of[data.index()], parts.partition_of[source.index()]);
    }
}

TEST(MetisPartitioner, manages_more_parts_than_drops)
{
    auto const graph = testing::chains(1, 1);
    Diagnostics notes;
    auto const parts = MetisPartitioner{}(graph, {.partitions = 50}, notes);
    for (auto const part : parts.partition_of) {
        EXPECT_LT(part.value, 50U);
    }
}

}  // namespace
}  // namespace atl::translate

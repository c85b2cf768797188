#include "translate/unroll/block_body.hpp"

#include "unit/translate/logical_samples.hpp"

namespace atl::translate {
namespace {

TEST(BlockBody, is_that_of_the_node)
{
    testing::LogicalSample sample;
    sample.data("d");
    EXPECT_EQ(block_body(sample.graph, sample.plan().blocks.at(0)), sample.graph.nodes[0].body);
}

TEST(BlockBody, of_grouped_data_is_a_memory_drop_of_its_volume)
{
    testing::LogicalSample sample;
    auto const outer = sample.add("A", graph::Construct::scatter, 4);
    auto const inner = sample.add("B", graph::Construct::scatter, 3, outer);
    auto const data = sample.data("d", inner);
    sample.graph.nodes[data].weight = 5;
    sample.link(data, sample.add("GB", graph::Construct::group_by));
    auto const plan = sample.plan();
    EXPECT_EQ(block_body(sample.graph, plan.blocks.back()),
              R"("name":"grpdata","categoryType":"Data",)"
              R"("dropclass":"dlg.data.drops.memory.InMemoryDROP","weight":20,"reprodata":{})");
}

}  // namespace
}  // namespace atl::translate

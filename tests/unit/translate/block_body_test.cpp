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

TEST(BlockBody, says_the_outermost_exclusive_force_node_and_the_indexes_of_its_copies)
{
    testing::LogicalSample sample;
    auto const scatter = sample.add("S", graph::Construct::scatter, 2);
    auto const outer = sample.add("X", graph::Construct::plain, 1, scatter);
    auto const inner = sample.add("Y", graph::Construct::plain, 1, outer);
    sample.graph.nodes[outer].category = sample.graph.nodes[inner].category = "ExclusiveForceNode";
    auto const data = sample.data("d", inner);
    EXPECT_EQ(
        block_body(sample.graph, sample.plan().blocks.at(0)),
        sample.graph.nodes[data].body + R"(,"exclusive_force":"X","exclusive_force_indexes":2)");
}

}  // namespace
}  // namespace atl::translate

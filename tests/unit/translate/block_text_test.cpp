#include "translate/unroll/block_text.hpp"

#include "unit/translate/logical_samples.hpp"

namespace atl::translate {
namespace {

TEST(BlockText, names_the_other_end_with_the_port_of_this_side)
{
    testing::LogicalSample sample;
    auto const app = sample.app("a");
    auto const data = sample.data("d");
    sample.graph.links.push_back(
        {.from = app, .to = data, .from_port = "out", .to_port = "", .loop_aware = false});
    auto const plan = sample.plan();
    auto const texts = block_texts(sample.graph, plan, DropNames{sample.graph, plan, {}});
    ASSERT_EQ(texts[0].edges.size(), 1U);
    EXPECT_EQ(texts[0].edges[0].in_list.before, R"({"1_d_)");
    EXPECT_EQ(texts[0].edges[0].in_list.after, R"(":"out"})");
    ASSERT_EQ(texts[1].edges.size(), 1U);
    EXPECT_EQ(texts[1].edges[0].in_list.before, R"("1_a_)");
    EXPECT_TRUE(texts[1].edges[0].in_ports.before.empty());
}

}  // namespace
}  // namespace atl::translate

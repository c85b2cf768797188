#include "translate/scale/block_priority.hpp"

#include <gmock/gmock.h>

#include "unit/translate/template_samples.hpp"

namespace atl::translate {
namespace {

TEST(BlockPriority, falls_towards_the_end_of_the_graph)
{
    testing::LogicalSample sample;
    auto const first = sample.app("first");
    auto const data = sample.data("d");
    auto const last = sample.app("last");
    sample.link(first, data);
    sample.link(data, last);
    for (auto const app : {first, last}) {
        sample.graph.nodes[app].body += R"(,"execution_time":2)";
    }
    auto const priority = block_priority(testing::templates(sample));
    EXPECT_EQ(priority[0], 255);
    EXPECT_EQ(priority[1], 127);
    EXPECT_EQ(priority[2], 127);
}

TEST(BlockPriority, iterations_of_a_loop_do_not_count)
{
    testing::LogicalSample sample;
    auto const loop = sample.add("L", graph::Construct::loop, 5);
    auto const app = sample.app("a", loop);
    auto const data = sample.data("d", loop);
    sample.link(app, data);
    sample.graph.nodes[app].group_start = sample.graph.nodes[data].group_end = true;
    EXPECT_EQ(block_priority(testing::templates(sample))[0], 255);
}

}  // namespace
}  // namespace atl::translate

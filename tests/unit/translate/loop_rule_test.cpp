#include "unit/translate/logical_samples.hpp"

namespace atl::translate {
namespace {

using graph::Construct;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

TEST(LoopRule, a_link_that_is_not_aware_reaches_every_iteration)
{
    testing::LogicalSample sample;
    auto const data = sample.data("i");
    auto const loop = sample.add("L", Construct::loop, 2);
    sample.link(data, sample.app("B", loop));
    EXPECT_THAT(sample.edges(), UnorderedElementsAre("i_0 > B_0-0", "i_0 > B_0-1"));
}

TEST(LoopRule, every_copy_of_a_scatter_has_its_own_iterations)
{
    testing::LogicalSample sample;
    auto const scatter = sample.add("S", Construct::scatter, 2);
    auto const loop = sample.add("L", Construct::loop, 2, scatter);
    auto const start = sample.app("B", loop);
    auto const end = sample.data("c", loop);
    sample.graph.nodes[start].group_start = true;
    sample.graph.nodes[end].group_end = true;
    sample.link(start, end);
    auto const edges = sample.edges();
    EXPECT_THAT(edges, Contains("c_0-1-0 > B_0-1-1"));
    EXPECT_THAT(edges, Not(Contains("c_0-0-1 > B_0-1-0")));
}

TEST(LoopRule, loops_of_different_lengths_are_told)
{
    testing::LogicalSample sample;
    auto const first = sample.add("P", Construct::loop, 2);
    auto const second = sample.add("Q", Construct::loop, 3);
    sample.link(sample.data("c", first), sample.app("D", second));
    Diagnostics diagnostics;
    static_cast<void>(plan_unroll(sample.graph, {}, diagnostics));
    EXPECT_THAT(diagnostics.render(), HasSubstr("a loop of 2 iterations with one of 3"));
}

}  // namespace
}  // namespace atl::translate

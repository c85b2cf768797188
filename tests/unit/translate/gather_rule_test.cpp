#include "unit/translate/logical_samples.hpp"

namespace atl::translate {
namespace {

using graph::Construct;
using ::testing::UnorderedElementsAre;

TEST(GatherRule, each_copy_of_an_enclosing_scatter_gathers_its_own)
{
    testing::LogicalSample sample;
    auto const outer = sample.add("A", Construct::scatter, 2);
    auto const inner = sample.add("B", Construct::scatter, 3, outer);
    auto const data = sample.data("d", inner);
    auto const gather = sample.add("G#", Construct::gather, 2, outer);
    auto const app = sample.app("G", gather);
    sample.graph.nodes[app].group_start = true;
    sample.link(data, gather);
    EXPECT_THAT(sample.edges(),
                UnorderedElementsAre("d_0-0-0 > G_0-0-0",
                                     "d_0-0-1 > G_0-0-0",
                                     "d_0-0-2 > G_0-0-1",
                                     "d_0-1-0 > G_0-1-0",
                                     "d_0-1-1 > G_0-1-0",
                                     "d_0-1-2 > G_0-1-1"));
}

TEST(GatherRule, a_second_input_is_shared_out_evenly)
{
    testing::LogicalSample sample;
    auto const first = sample.add("A", Construct::scatter, 4);
    auto const second = sample.add("B", Construct::scatter, 2);
    auto const gather = sample.add("G#", Construct::gather, 2);
    auto const app = sample.app("G", gather);
    sample.graph.nodes[app].group_start = true;
    sample.link(sample.data("d", first), gather);
    sample.link(sample.data("e", second), gather);
    EXPECT_THAT(sample.edges(),
                UnorderedElementsAre("d_0-0 > G_0-0",
                                     "d_0-1 > G_0-0",
                                     "d_0-2 > G_0-1",
                                     "d_0-3 > G_0-1",
                                     "e_0-0 > G_0-0",
                                     "e_0-1 > G_0-1"));
}

}  // namespace
}  // namespace atl::translate

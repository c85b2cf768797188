#include "unit/translate/logical_samples.hpp"

namespace atl::translate {
namespace {

using graph::Construct;
using ::testing::HasSubstr;
using testing::LogicalSample;
using ::testing::UnorderedElementsAre;

TEST(Plan, a_scatter_spreads_and_a_gather_collects_by_its_width)
{
    LogicalSample sample;
    auto const scatter = sample.add("S#", Construct::scatter, 3);
    auto const app = sample.app("S");
    auto const data = sample.data("d", scatter);
    auto const gather = sample.add("G#", Construct::gather, 2);
    auto const collector = sample.app("G", gather);
    sample.graph.nodes[collector].group_start = true;
    auto const out = sample.data("out");
    sample.link(app, data);
    sample.link(data, gather);
    sample.link(collector, out);
    EXPECT_THAT(sample.edges(),
                UnorderedElementsAre("S_0 > d_0-0",
                                     "S_0 > d_0-1",
                                     "S_0 > d_0-2",
                                     "d_0-0 > G_0-0",
                                     "d_0-1 > G_0-0",
                                     "d_0-2 > G_0-1",
                                     "G_0-0 > out_0",
                                     "G_0-1 > out_0"));
}

TEST(Plan, a_loop_feeds_the_next_iteration_and_aware_links_its_ends_only)
{
    LogicalSample sample;
    auto const before = sample.data("i");
    auto const loop = sample.add("L", Construct::loop, 3);
    auto const start = sample.app("B", loop);
    auto const end = sample.data("c", loop);
    auto const after = sample.app("Z");
    sample.graph.nodes[start].group_start = true;
    sample.graph.nodes[end].group_end = true;
    sample.link(before, start, true);
    sample.link(start, end);
    sample.link(end, after, true);
    EXPECT_THAT(sample.edges(),
                UnorderedElementsAre("i_0 > B_0-0",
                                     "B_0-0 > c_0-0",
                                     "B_0-1 > c_0-1",
                                     "B_0-2 > c_0-2",
                                     "c_0-2 > Z_0",
                                     "c_0-0 > B_0-1",
                                     "c_0-1 > B_0-2"));
}

TEST(Plan, a_drawn_closing_link_is_not_doubled)
{
    LogicalSample sample;
    auto const loop = sample.add("L", Construct::loop, 2);
    auto const start = sample.app("B", loop);
    auto const end = sample.data("c", loop);
    sample.graph.nodes[start].group_start = true;
    sample.graph.nodes[end].group_end = true;
    sample.link(start, end);
    sample.link(end, start);
    EXPECT_THAT(sample.edges(),
                UnorderedElementsAre("B_0-0 > c_0-0", "B_0-1 > c_0-1", "c_0-0 > B_0-1"));
}

TEST(Plan, a_group_by_groups_by_the_innermost_index)
{
    LogicalSample sample;
    auto const outer = sample.add("A", Construct::scatter, 2);
    auto const inner = sample.add("B", Construct::scatter, 3, outer);
    auto const data = sample.data("d", inner);
    auto const group_by = sample.add("GB", Construct::group_by);
    sample.link(data, group_by);
    auto const plan = sample.plan();
    EXPECT_EQ(plan.drops, 6U + 3U + 3U);
    EXPECT_THAT(sample.edges(),
                UnorderedElementsAre("d_0-0-0 > GB_0-0",
                                     "d_0-0-1 > GB_0-1",
                                     "d_0-0-2 > GB_0-2",
                                     "d_0-1-0 > GB_0-0",
                                     "d_0-1-1 > GB_0-1",
                                     "d_0-1-2 > GB_0-2",
                                     "GB_0-0 > GB_0-0-grp-data",
                                     "GB_0-1 > GB_0-1-grp-data",
                                     "GB_0-2 > GB_0-2-grp-data"));
}

TEST(Plan, sibling_loops_go_in_step)
{
    LogicalSample sample;
    auto const first = sample.add("P", Construct::loop, 2);
    auto const second = sample.add("Q", Construct::loop, 2);
    auto const data = sample.data("c", first);
    auto const app = sample.app("D", second);
    sample.link(data, app);
    EXPECT_THAT(sample.edges(), UnorderedElementsAre("c_0-0 > D_0-0", "c_0-1 > D_0-1"));
}

TEST(Plan, processes_have_an_index_of_their_own)
{
    LogicalSample sample;
    auto const data = sample.data("i");
    auto const app = sample.add("M", Construct::processes, 3);
    sample.link(data, app);
    EXPECT_THAT(sample.edges(), UnorderedElementsAre("i_0 > M_0-0", "i_0 > M_0-1", "i_0 > M_0-2"));
}

TEST(Plan, too_many_drops_are_refused_before_anything_is_made)
{
    LogicalSample sample;
    auto const outer = sample.add("A", Construct::scatter, 1'000'000'000);
    auto const inner = sample.add("B", Construct::scatter, 1'000'000'000'000, outer);
    sample.data("d", inner);
    Diagnostics diagnostics;
    static_cast<void>(plan_unroll(sample.graph, {.max_drops = 1000}, diagnostics));
    EXPECT_THAT(diagnostics.render(), HasSubstr("it unrolls to more than 1000 drops"));
    EXPECT_THAT(diagnostics.render(), HasSubstr("node 'd'"));
}

TEST(Plan, gathers_that_feed_each_other_are_an_error)
{
    LogicalSample sample;
    auto const first = sample.add("G", Construct::gather, 1);
    auto const second = sample.add("H", Construct::gather, 1);
    sample.link(sample.data("d", second), first);
    sample.link(sample.data("e", first), second);
    Diagnostics diagnostics;
    static_cast<void>(plan_unroll(sample.graph, {}, diagnostics));
    EXPECT_THAT(diagnostics.render(), HasSubstr("how often this group repeats depends on itself"));
}

TEST(Plan, links_between_unrelated_scatters_are_told_and_joined_by_index)
{
    LogicalSample sample;
    auto const first = sample.add("P", Construct::scatter, 2);
    auto const second = sample.add("Q", Construct::scatter, 2);
    sample.link(sample.data("c", first), sample.app("D", second));
    EXPECT_THAT(sample.edges(), UnorderedElementsAre("c_0-0 > D_0-0", "c_0-1 > D_0-1"));
    Diagnostics diagnostics;
    static_cast<void>(plan_unroll(sample.graph, {}, diagnostics));
    EXPECT_EQ(diagnostics.count(Severity::warning), 1U);
}

}  // namespace
}  // namespace atl::translate

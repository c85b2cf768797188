#include "unit/translate/logical_samples.hpp"

namespace atl::translate {
namespace {

using graph::Construct;
using testing::LogicalSample;

graph::PhysicalGraph expanded(LogicalSample const& sample)
{
    Diagnostics diagnostics;
    auto graph = expand(sample.graph, sample.plan(), {.oid_prefix = "P"}, diagnostics);
    EXPECT_FALSE(diagnostics.has_errors()) << diagnostics.render();
    return graph;
}

TEST(Expand, makes_every_drop_with_its_identity)
{
    LogicalSample sample;
    auto const scatter = sample.add("S", Construct::scatter, 2);
    auto const data = sample.data("d", scatter);
    auto const app = sample.app("w", scatter);
    sample.link(data, app);
    auto const graph = expanded(sample);
    ASSERT_EQ(graph.size(), 4U);
    EXPECT_EQ(graph.oid(DropId{1}), "P_d_0-1");
    EXPECT_EQ(graph.iid(DropId{1}), "0-1");
    EXPECT_THAT(graph.successors(DropId{1}), ::testing::ElementsAre(DropId{3}));
}

TEST(Expand, a_cycle_is_told_with_the_node_that_was_drawn)
{
    LogicalSample sample;
    auto const a = sample.app("a");
    auto const d = sample.data("d");
    sample.link(a, d);
    sample.link(d, a);
    Diagnostics diagnostics;
    static_cast<void>(expand(sample.graph, sample.plan(), {.oid_prefix = "P"}, diagnostics));
    EXPECT_THAT(diagnostics.render(),
                ::testing::HasSubstr("node 'd' (id 'd'), drop 'P_d_0': cycle of 2 drops"));
}

TEST(Expand, leaves_out_annotations_of_groups)
{
    LogicalSample sample;
    auto const scatter = sample.add("S", Construct::scatter, 5);
    sample.add("note", Construct::annotation, 1, scatter);
    auto const data = sample.data("d", scatter);
    sample.link(data, sample.app("w", scatter));
    EXPECT_EQ(expanded(sample).size(), 10U);
}

TEST(Expand, joins_two_apps_through_an_event)
{
    LogicalSample sample;
    sample.link(sample.app("a"), sample.app("b"));
    auto const graph = expanded(sample);
    EXPECT_EQ(graph.size(), 3U);
}

TEST(Expand, a_cycle_in_the_drawing_is_an_error)
{
    LogicalSample sample;
    auto const app = sample.app("a");
    auto const data = sample.data("d");
    sample.link(app, data);
    sample.link(data, app);
    Diagnostics diagnostics;
    static_cast<void>(expand(sample.graph, sample.plan(), {}, diagnostics));
    EXPECT_TRUE(diagnostics.has_errors());
}

}  // namespace
}  // namespace atl::translate

#include "unit/translate/template_samples.hpp"

namespace atl::translate {
namespace {

using graph::Construct;
using testing::LogicalSample;

TEST(MakeTemplateGraph, does_not_depend_on_the_number_of_drops)
{
    LogicalSample sample;
    auto const scatter = sample.add("S", Construct::scatter, 90'000'000);
    auto const source = sample.app("a", scatter);
    sample.link(source, sample.data("d", scatter));
    auto const graph = testing::templates(sample);
    EXPECT_EQ(graph.size(), 180'000'000U);
    EXPECT_EQ(graph.representatives().size(), 2U);
}

TEST(MakeTemplateGraph, leaves_a_graph_alone_in_which_data_is_linked_to_data)
{
    LogicalSample sample;
    auto const source = sample.data("a");
    sample.link(source, sample.data("b"));
    Diagnostics diagnostics;
    EXPECT_FALSE(make_template_graph(sample.graph, sample.plan(), {}, diagnostics));
    EXPECT_FALSE(diagnostics.has_errors());
}

TEST(MakeTemplateGraph, says_when_the_drawing_goes_in_a_circle)
{
    LogicalSample sample;
    auto const scatter = sample.add("S", Construct::scatter, 50'000'000);
    auto const app = sample.app("a", scatter);
    auto const data = sample.data("d", scatter);
    sample.link(app, data);
    sample.link(data, app);
    Diagnostics diagnostics;
    EXPECT_FALSE(make_template_graph(sample.graph, sample.plan(), {}, diagnostics));
    EXPECT_NE(diagnostics.render().find("cycle of 2 drops"), std::string::npos);
}

TEST(MakeTemplateGraph, leaves_a_graph_alone_whose_rules_overlap)
{
    LogicalSample sample;
    auto const loop = sample.add("L", Construct::loop, 3);
    auto const app = sample.app("a", loop);
    auto const before = sample.data("before");
    sample.link(before, app);
    sample.link(before, app, true);  // the first iteration twice
    sample.graph.links.back().from_port = "other";
    Diagnostics diagnostics;
    EXPECT_FALSE(make_template_graph(sample.graph, sample.plan(), {}, diagnostics));
    EXPECT_FALSE(diagnostics.has_errors());
}

}  // namespace
}  // namespace atl::translate

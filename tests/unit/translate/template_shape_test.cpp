#include <gtest/gtest.h>

#include "atoll/translate/graph_shape.hpp"

#include "unit/translate/random_logical_graph.hpp"
#include "unit/translate/template_samples.hpp"

namespace atl::translate {
namespace {

TEST(TemplateShape, is_that_of_the_drops)
{
    unsigned compared = 0;
    for (unsigned seed = 0; seed < 300; ++seed) {
        auto const sample = testing::RandomLogicalGraph{seed}.sample();
        auto const templates = testing::try_templates(sample);
        if (!templates) {
            continue;
        }
        auto const shape = shape_of(sample.graph, {}, *templates);
        Diagnostics diagnostics;
        auto const whole = shape_of(expand(sample.graph, sample.plan(), {}, diagnostics));
        EXPECT_EQ(shape.template_drops, whole.template_drops) << "seed " << seed;
        ASSERT_EQ(shape.links.size(), whole.links.size()) << "seed " << seed;
        for (std::size_t i = 0; i < whole.links.size(); ++i) {
            EXPECT_EQ(shape.links[i].relations, whole.links[i].relations) << "seed " << seed;
        }
        if (shape.paths_known) {
            ++compared;
            EXPECT_EQ(shape.depth, whole.depth) << "seed " << seed;
            EXPECT_EQ(shape.width, whole.width) << "seed " << seed;
            EXPECT_DOUBLE_EQ(shape.critical_path, whole.critical_path) << "seed " << seed;
        }
    }
    EXPECT_GT(compared, 100U);
}

TEST(TemplateShape, does_not_depend_on_the_number_of_copies)
{
    testing::LogicalSample sample;
    auto const scatter = sample.add("S", graph::Construct::scatter, 50'000'000);
    auto const app = sample.app("many", scatter);
    auto const data = sample.data("d", scatter);
    sample.link(app, data);
    auto const shape = shape_of(sample.graph, {}, testing::templates(sample));
    EXPECT_EQ(shape.depth, 1U);
    EXPECT_EQ(shape.width, 50'000'000U);
    EXPECT_EQ(shape.links.front().relations, 50'000'000U);
}

TEST(TemplateShape, paths_through_long_loops_are_not_known)
{
    testing::LogicalSample sample;
    auto const loop = sample.add("L", graph::Construct::loop, 20'000'000);
    auto const app = sample.app("step", loop);
    auto const data = sample.data("d", loop);
    sample.link(app, data);
    sample.graph.nodes[app].group_start = true;
    sample.graph.nodes[data].group_end = true;
    EXPECT_FALSE(shape_of(sample.graph, {}, testing::templates(sample)).paths_known);
}

}  // namespace
}  // namespace atl::translate

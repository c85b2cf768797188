#include "atoll/translate/summarize.hpp"

#include <gmock/gmock.h>

#include "unit/translate/random_logical_graph.hpp"
#include "unit/translate/template_samples.hpp"

namespace atl::translate {
namespace {

TEST(Summarize, says_of_templates_what_is_said_of_their_drops)
{
    unsigned compared = 0;
    for (unsigned seed = 0; seed < 200; ++seed) {
        auto const sample = testing::RandomLogicalGraph{seed}.sample();
        auto const templates = testing::try_templates(sample);
        if (!templates) {
            continue;
        }
        ++compared;
        Diagnostics diagnostics;
        auto const whole =
            graph::summarize(expand(sample.graph, sample.plan(), {.oid_prefix = "P"}, diagnostics));
        EXPECT_EQ(graph::render(summarize(*templates)), graph::render(whole)) << "seed " << seed;
    }
    EXPECT_GT(compared, 100U);
}

TEST(Summarize, counts_drops_of_each_template)
{
    testing::LogicalSample sample;
    auto const scatter = sample.add("S", graph::Construct::scatter, 3);
    auto const source = sample.app("one");
    sample.link(source, sample.app("many", scatter));
    EXPECT_THAT(drops_by_template(testing::templates(sample)), ::testing::ElementsAre(3, 1, 3));
}

}  // namespace
}  // namespace atl::translate

#include "unit/translate/logical_samples.hpp"

namespace atl::translate {
namespace {

using graph::Construct;
using ::testing::Contains;
using ::testing::UnorderedElementsAre;

TEST(GroupByRule, numbers_groups_in_the_text_order_of_their_keys)
{
    testing::LogicalSample sample;
    auto const scatter = sample.add("A", Construct::scatter, 11);
    auto const data = sample.data("d", scatter);
    sample.link(data, sample.add("GB", Construct::group_by));
    auto const edges = sample.edges();
    EXPECT_THAT(edges, Contains("d_0-10 > GB_0-2"));
    EXPECT_THAT(edges, Contains("d_0-2 > GB_0-3"));
}

TEST(GroupByRule, groups_by_the_scatters_that_its_keys_name)
{
    testing::LogicalSample sample;
    auto const outer = sample.add("A", Construct::scatter, 2);
    auto const inner = sample.add("B", Construct::scatter, 2, outer);
    auto const data = sample.data("d", inner);
    auto const group_by = sample.add("GB", Construct::group_by);
    sample.graph.nodes[group_by].group_keys = {"A"};
    sample.link(data, group_by);
    EXPECT_THAT(sample.edges(),
                UnorderedElementsAre("d_0-0-0 > GB_0-0",
                                     "d_0-0-1 > GB_0-0",
                                     "d_0-1-0 > GB_0-1",
                                     "d_0-1-1 > GB_0-1",
                                     "GB_0-0 > GB_0-0-grp-data",
                                     "GB_0-1 > GB_0-1-grp-data"));
}

TEST(GroupByRule, a_key_that_is_no_enclosing_scatter_is_an_error)
{
    testing::LogicalSample sample;
    auto const scatter = sample.add("A", Construct::scatter, 2);
    auto const group_by = sample.add("GB", Construct::group_by);
    sample.graph.nodes[group_by].group_keys = {"Z"};
    sample.link(sample.data("d", scatter), group_by);
    Diagnostics diagnostics;
    static_cast<void>(plan_unroll(sample.graph, {}, diagnostics));
    EXPECT_THAT(diagnostics.render(), ::testing::HasSubstr("not every id in its 'group_key'"));
}

}  // namespace
}  // namespace atl::translate

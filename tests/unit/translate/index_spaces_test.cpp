#include "translate/unroll/index_spaces.hpp"

#include "unit/translate/logical_samples.hpp"

namespace atl::translate {
namespace {

using graph::Construct;

TEST(IndexSpaces, a_node_has_one_axis_for_each_group_around_it)
{
    testing::LogicalSample sample;
    auto const outer = sample.add("A", Construct::scatter, 2);
    auto const inner = sample.add("B", Construct::loop, 3, outer);
    auto const data = sample.data("d", inner);
    Diagnostics diagnostics;
    IndexSpaces const spaces{sample.graph, diagnostics};
    auto const axes = spaces.axes(data);
    ASSERT_EQ(axes.size(), 2U);
    EXPECT_EQ(axes[0].group, outer);
    EXPECT_EQ(axes[1].size, 3U);
    EXPECT_EQ(size_of(axes, 0, 2), 6U);
    EXPECT_EQ(shared_axes(axes, spaces.axes(inner)), 1U);
}

TEST(IndexSpaces, a_gather_repeats_once_for_every_width_inputs)
{
    testing::LogicalSample sample;
    auto const scatter = sample.add("A", Construct::scatter, 5);
    auto const gather = sample.add("G", Construct::gather, 2);
    sample.link(sample.data("d", scatter), gather);
    Diagnostics diagnostics;
    EXPECT_EQ(IndexSpaces(sample.graph, diagnostics).repeat(gather), 3U);
}

TEST(IndexSpaces, sizes_that_do_not_fit_stay_huge)
{
    testing::LogicalSample sample;
    auto parent = graph::LogicalNode::none;
    for (int i = 0; i < 5; ++i) {
        parent = sample.add("S", Construct::scatter, 1'000'000'000'000, parent);
    }
    Diagnostics diagnostics;
    IndexSpaces const spaces{sample.graph, diagnostics};
    auto const axes = spaces.member_axes(parent);
    EXPECT_EQ(size_of(axes, 0, axes.size()), std::numeric_limits<std::uint64_t>::max());
}

}  // namespace
}  // namespace atl::translate

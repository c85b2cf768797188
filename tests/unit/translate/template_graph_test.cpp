#include "atoll/translate/template_graph.hpp"

#include "unit/translate/template_samples.hpp"

namespace atl::translate {
namespace {

using graph::Construct;
using testing::LogicalSample;

/// A scatter of \p copies with an app that writes a data drop.
LogicalSample scattered(std::uint64_t copies)
{
    LogicalSample sample;
    auto const scatter = sample.add("S", Construct::scatter, copies);
    auto const source = sample.app("a", scatter);
    sample.link(source, sample.data("d", scatter));
    return sample;
}

TEST(TemplateGraph, knows_all_drops_by_their_number)
{
    auto const graph = testing::templates(scattered(3));
    EXPECT_EQ(graph.size(), 6U);
    EXPECT_EQ(graph.oid(DropId{2}), "P_a_0-2");
    EXPECT_EQ(graph.oid(DropId{3}), "P_d_0-0");
    EXPECT_EQ(graph.block_of(DropId{3}), 1U);
}

TEST(TemplateGraph, finds_no_drop_that_it_does_not_have)
{
    auto const graph = testing::templates(scattered(3));
    EXPECT_TRUE(graph.find("P_a_0-2"));
    EXPECT_FALSE(graph.find("P_a_0-3"));
    EXPECT_FALSE(graph.find("P_x_0-1"));
}

TEST(TemplateGraph, the_longest_oid_is_that_of_the_last_index)
{
    EXPECT_EQ(testing::templates(scattered(1000)).longest_oid(), std::string{"P_a_0-999"}.size());
}

TEST(TemplateGraph, graphs_of_other_sizes_have_other_hashes)
{
    EXPECT_EQ(testing::templates(scattered(3)).hash(), testing::templates(scattered(3)).hash());
    EXPECT_NE(testing::templates(scattered(3)).hash(), testing::templates(scattered(4)).hash());
}

TEST(TemplateGraph, an_event_is_called_after_both_apps)
{
    LogicalSample sample;
    auto const scatter = sample.add("S", Construct::scatter, 2);
    auto const source = sample.app("one");
    sample.link(source, sample.app("many", scatter));
    auto const graph = testing::templates(sample);
    EXPECT_EQ(graph.size(), 5U);
    EXPECT_EQ(graph.oid(DropId{4}), "P_one_0-P_many_0-1-event");
}

}  // namespace
}  // namespace atl::translate

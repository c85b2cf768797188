#include "translate/partition/exclusive_sections.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/translate/graph_samples.hpp"
#include "unit/translate/logical_samples.hpp"

namespace atl::translate {
namespace {

using graph::Construct;
using ::testing::ElementsAre;

/// A scatter of two with a section in it: drops 0 to 3 are "a" in an inner scatter, 4 and 5 "b",
/// 6 is outside.
[[nodiscard]] graph::PhysicalGraph two_sections()
{
    testing::LogicalSample sample;
    auto const outer = sample.add("O", Construct::scatter, 2);
    auto const section = sample.add("X", Construct::plain, 1, outer);
    sample.graph.nodes[section].category = "ExclusiveForceNode";
    sample.app("a", sample.add("S", Construct::scatter, 2, section));
    sample.app("b", section);
    sample.app("outside");
    Diagnostics problems;
    return expand(sample.graph, sample.plan(), {}, problems);
}

TEST(ExclusiveSections, each_copy_of_an_exclusive_force_node_is_one)
{
    auto const sections = find_sections(two_sections());
    ASSERT_EQ(sections.count(), 2U);
    EXPECT_THAT(sections.members(0), ElementsAre(0, 1, 4));
    EXPECT_THAT(sections.members(1), ElementsAre(2, 3, 5));
    EXPECT_EQ(sections.of(6), ExclusiveSections::none);
    EXPECT_EQ(sections.first(5), 2U);
}

TEST(ExclusiveSections, a_graph_without_exclusive_force_nodes_has_none)
{
    auto const sections = find_sections(testing::chains(2, 3));
    EXPECT_EQ(sections.count(), 0U);
    EXPECT_EQ(sections.of(0), ExclusiveSections::none);
}

TEST(ExclusiveSections, a_section_goes_where_most_of_its_work_is)
{
    auto const graph = two_sections();
    Partitioning parts{3, std::vector<PartitionId>(graph.size())};
    parts.partition_of[1] = PartitionId{2};
    parts.partition_of[4] = PartitionId{2};
    parts.partition_of[6] = PartitionId{1};
    find_sections(graph).keep_whole(graph, parts);
    EXPECT_EQ(parts.partition_of[0], PartitionId{2});
    EXPECT_EQ(parts.partition_of[2], PartitionId{0});
    EXPECT_EQ(parts.partition_of[6], PartitionId{1});
}

TEST(ExclusiveSections, indexes_of_old_graphs_count_as_well)
{
    graph::GraphBuilder builder;
    graph::DropTemplate about;
    about.kind = DropKind::app;
    auto const app =
        builder.add_template(about, R"({"exclusive_force":"X","exclusive_force_indexes":2})", "");
    for (auto const* oid : {"p_0/1/7", "p_0/1/8", "p_0/10/7"}) {
        builder.add_drop(app, oid);
    }
    Diagnostics problems;
    auto const sections = find_sections(builder.finish(problems));
    ASSERT_EQ(sections.count(), 2U);
    EXPECT_THAT(sections.members(0), ElementsAre(0, 1));
}

}  // namespace
}  // namespace atl::translate

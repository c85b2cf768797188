#include "graph/relation_table.hpp"

namespace atl::graph {
namespace {

using ::testing::ElementsAre;

constexpr auto by_from = Mention::told_by_from;
constexpr auto by_to = Mention::told_by_to;

std::vector<std::uint32_t> neighbours(EdgeLists const& lists, std::uint32_t drop)
{
    std::vector<std::uint32_t> result;
    for (auto i = lists.offsets[drop]; i < lists.offsets[drop + 1]; ++i) {
        result.push_back(lists.edges[i].neighbour);
    }
    return result;
}

TEST(RelationTable, puts_what_a_drop_says_itself_before_what_others_say_of_it)
{
    std::vector<Mention> const mentions{
        {0, 3, 0, 0, by_from}, {2, 3, 0, 0, by_to}, {1, 3, 0, 0, by_from}, {1, 3, 0, 0, by_to}};
    auto const before = merge_mentions(mentions, 4, EdgeDirection::predecessors);
    EXPECT_THAT(neighbours(before, 3), ElementsAre(2U, 1U, 0U));
    auto const after = merge_mentions(mentions, 4, EdgeDirection::successors);
    EXPECT_THAT(neighbours(after, 1), ElementsAre(3U));
    EXPECT_THAT(after.offsets, ElementsAre(0U, 1U, 2U, 3U, 3U));
}

TEST(RelationTable, keeps_the_first_port_name_of_each_side)
{
    std::vector<Mention> const mentions{
        {0, 1, 0, 0, by_from}, {0, 1, 7, 0, by_from}, {0, 1, 8, 9, by_to}};
    for (auto const direction : {EdgeDirection::successors, EdgeDirection::predecessors}) {
        auto const lists = merge_mentions(mentions, 2, direction);
        ASSERT_EQ(lists.edges.size(), 1U);
        EXPECT_EQ(lists.edges[0].to_port, 9);
    }
    EXPECT_EQ(merge_mentions(mentions, 2, EdgeDirection::successors).edges[0].from_port, 7);
}

TEST(RelationTable, notices_relations_that_stream_and_do_not)
{
    std::uint8_t const streaming = by_from | Mention::streaming;
    auto const mixed = merge_mentions(
        {{0, 1, 0, 0, streaming}, {0, 1, 0, 0, by_to}}, 2, EdgeDirection::successors);
    EXPECT_TRUE(mixed.edges[0].mixed);
    auto const pure = merge_mentions({{0, 1, 0, 0, streaming}}, 2, EdgeDirection::successors);
    EXPECT_TRUE(pure.edges[0].streaming);
    EXPECT_FALSE(pure.edges[0].mixed);
}

TEST(RelationTable, does_not_merge_across_lists)
{
    std::vector<Mention> const mentions{{0, 2, 0, 0, by_from}, {1, 2, 0, 0, by_from}};
    auto const after = merge_mentions(mentions, 3, EdgeDirection::successors);
    EXPECT_THAT(neighbours(after, 0), ElementsAre(2U));
    EXPECT_THAT(neighbours(after, 1), ElementsAre(2U));
}

}  // namespace
}  // namespace atl::graph

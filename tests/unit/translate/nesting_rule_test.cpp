#include "translate/unroll/planner.hpp"

namespace atl::translate {
namespace {

using Pattern = BlockRelation::Pattern;

TEST(NestingRule, shared_axes_go_together_and_the_rest_is_spread)
{
    auto const relation = relate_nested({{0, 2}}, {{0, 2}, {1, 3}});
    EXPECT_EQ(relation.outer, 2U);
    EXPECT_EQ(relation.sources, 1U);
    EXPECT_EQ(relation.targets, 3U);
    EXPECT_EQ(relation.pattern, Pattern::all);
    EXPECT_EQ(relation.edges(), 6U);
}

TEST(NestingRule, equal_spaces_are_joined_one_to_one)
{
    auto const relation = relate_nested({{0, 2}, {1, 3}}, {{0, 2}, {1, 3}});
    EXPECT_EQ(relation.pattern, Pattern::pairwise);
    EXPECT_EQ(relation.edges(), 6U);
}

TEST(NestingRule, unrelated_spaces_of_different_size_are_joined_all_to_all)
{
    auto const relation = relate_nested({{0, 2}}, {{1, 3}});
    EXPECT_EQ(relation.outer, 1U);
    EXPECT_EQ(relation.edges(), 6U);
}

}  // namespace
}  // namespace atl::translate

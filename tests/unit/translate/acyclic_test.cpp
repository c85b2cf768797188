#include "translate/scale/acyclic.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace atl::translate {
namespace {

using Pattern = BlockRelation::Pattern;

TemplateRelation relation(
    std::uint32_t from, std::uint32_t to, Pattern pattern, std::uint64_t outer, std::uint64_t inner)
{
    TemplateRelation result;
    result.from = from;
    result.to = to;
    result.pairs.pattern = pattern;
    result.pairs.outer = outer;
    result.pairs.sources = result.pairs.targets = inner;
    result.pairs.size = pattern == Pattern::next_iteration ? inner : 1;
    return result;
}

bool acyclic(std::size_t blocks, std::vector<TemplateRelation> const& relations)
{
    return is_acyclic_by_rules(std::vector<TemplateBlock>(blocks), relations);
}

TEST(Acyclic, a_graph_without_circles_is)
{
    EXPECT_TRUE(
        acyclic(3, {relation(0, 1, Pattern::all, 1, 4), relation(0, 2, Pattern::all, 1, 4)}));
}

TEST(Acyclic, a_circle_without_iterations_is_not)
{
    EXPECT_FALSE(acyclic(
        2, {relation(0, 1, Pattern::pairwise, 1, 4), relation(1, 0, Pattern::pairwise, 1, 4)}));
}

TEST(Acyclic, a_loop_that_steps_forward_is)
{
    EXPECT_TRUE(acyclic(
        2,
        {relation(0, 1, Pattern::pairwise, 1, 4), relation(1, 0, Pattern::next_iteration, 1, 4)}));
}

TEST(Acyclic, a_loop_whose_iterations_all_feed_each_other_is_not_shown_to_be)
{
    EXPECT_FALSE(acyclic(
        2, {relation(0, 1, Pattern::all, 1, 4), relation(1, 0, Pattern::next_iteration, 1, 4)}));
}

TEST(Acyclic, a_loop_within_a_loop_is)
{
    // Outer loop of 3 with an inner one of 4: blocks 0 and 1 in the outer, 2 and 3 in the inner.
    auto spread = relation(0, 2, Pattern::all, 3, 1);
    spread.pairs.targets = 4;
    auto collect = relation(3, 1, Pattern::all, 3, 1);
    collect.pairs.sources = 4;
    EXPECT_TRUE(acyclic(4,
                        {spread,
                         relation(2, 3, Pattern::pairwise, 12, 1),
                         relation(3, 2, Pattern::next_iteration, 3, 4),
                         collect,
                         relation(1, 0, Pattern::next_iteration, 1, 3)}));
}

}  // namespace
}  // namespace atl::translate

#include "translate/partition/exact_parts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/translate/graph_samples.hpp"

namespace atl::translate {
namespace {

/// Each chain of \p graph, a chain being \p length drops, as a part.
[[nodiscard]] Partitioning chain_by_chain(graph::PhysicalGraph const& graph, std::uint32_t length)
{
    Partitioning result{graph.size() / length, {}};
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        result.partition_of.emplace_back(i / length);
    }
    return result;
}

TEST(ExactParts, packs_into_exactly_as_many_as_asked_for_and_says_what_exceeds_the_limit)
{
    auto const graph = testing::chains(6, 1);
    Diagnostics notes;
    auto const parts = exact_parts(
        graph, chain_by_chain(graph, 3), {.partitions = 2, .max_parallelism = 1}, notes);
    EXPECT_EQ(parts.partitions, 2U);
    EXPECT_THAT(parallelism_of_parts(graph, parts), ::testing::Each(3U));
    EXPECT_THAT(notes.render(), ::testing::HasSubstr("3 CPUs at once, more than the limit of 1"));
}

TEST(ExactParts, fewest_parts_fills_each_up_to_the_limit)
{
    auto const graph = testing::chains(7, 1);
    auto const parts = fewest_parts(graph, chain_by_chain(graph, 3), 3);
    EXPECT_EQ(parts.partitions, 3U);
    EXPECT_THAT(parallelism_of_parts(graph, parts), ::testing::Each(::testing::Le(3U)));
}

}  // namespace
}  // namespace atl::translate

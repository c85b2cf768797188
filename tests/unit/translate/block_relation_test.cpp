#include "atoll/translate/block_relation.hpp"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include <gmock/gmock.h>

namespace atl::translate {
namespace {

using Pattern = BlockRelation::Pattern;

/// Every shape of a relation that is small enough to list.
std::vector<BlockRelation> shapes()
{
    std::vector<BlockRelation> result;
    for (auto const pattern : {Pattern::all,
                               Pattern::pairwise,
                               Pattern::chunks,
                               Pattern::next_iteration,
                               Pattern::last_iteration,
                               Pattern::first_iteration,
                               Pattern::same_iteration}) {
        for (std::uint64_t outer : {1, 3}) {
            for (std::uint64_t size : {1, 2, 3}) {
                BlockRelation relation;
                relation.pattern = pattern;
                relation.outer = outer;
                relation.size = size;
                relation.sources = 6;
                relation.targets = pattern == Pattern::chunks ? 6 / size : 6;
                result.push_back(relation);
            }
        }
    }
    return result;
}

TEST(BlockRelation, counts_as_many_edges_as_it_lists)
{
    for (auto const& relation : shapes()) {
        std::uint64_t edges = 0;
        relation.for_each([&](std::uint64_t, std::uint64_t) { ++edges; });
        EXPECT_EQ(relation.edges(), edges)
            << static_cast<int>(relation.pattern) << " size " << relation.size;
    }
}

TEST(BlockRelation, stays_within_both_index_spaces)
{
    for (auto const& relation : shapes()) {
        relation.for_each([&](std::uint64_t source, std::uint64_t target) {
            EXPECT_LT(source, relation.outer * relation.sources);
            EXPECT_LT(target, relation.outer * relation.targets);
            EXPECT_EQ(source / relation.sources, target / relation.targets);
        });
    }
}

using Edges = std::vector<std::pair<std::uint64_t, std::uint64_t>>;

/// Edges in the order of for_each().
Edges edges_of(BlockRelation const& relation)
{
    Edges edges;
    relation.for_each([&](std::uint64_t s, std::uint64_t t) { edges.emplace_back(s, t); });
    return edges;
}

/// All shapes above, those with sizes that do not divide, and a table.
std::vector<BlockRelation> all_shapes()
{
    auto result = shapes();
    for (auto relation : shapes()) {
        bool const loop = relation.pattern == Pattern::same_iteration ||
                          relation.pattern == Pattern::first_iteration ||
                          relation.pattern == Pattern::all || relation.pattern == Pattern::chunks;
        if (loop) {
            relation.sources = 7;
            relation.targets = relation.pattern == Pattern::chunks ? 3 : 5;
            result.push_back(relation);
        }
    }
    for (std::uint64_t outer : {1, 3}) {
        BlockRelation table;
        table.pattern = Pattern::table;
        table.outer = outer;
        table.sources = 8;
        table.targets = 3;
        table.size = 4;
        table.key_of = std::make_shared<std::vector<std::uint32_t> const>(
            std::vector<std::uint32_t>{2, 0, 2, 1});
        table.index_keys();
        result.push_back(table);
    }
    return result;
}

TEST(BlockRelation, finds_the_targets_of_each_source)
{
    for (auto const& relation : all_shapes()) {
        Edges found;
        for (std::uint64_t s = 0; s < relation.outer * relation.sources; ++s) {
            relation.for_each_target(s, [&](std::uint64_t t) { found.emplace_back(s, t); });
        }
        EXPECT_EQ(found, edges_of(relation)) << static_cast<int>(relation.pattern);
    }
}

TEST(BlockRelation, finds_the_sources_of_each_target)
{
    for (auto const& relation : all_shapes()) {
        Edges found;
        for (std::uint64_t t = 0; t < relation.outer * relation.targets; ++t) {
            relation.for_each_source(t, [&](std::uint64_t s) { found.emplace_back(s, t); });
        }
        auto expected = edges_of(relation);
        std::ranges::stable_sort(expected, {}, &Edges::value_type::second);
        EXPECT_EQ(found, expected)
            << static_cast<int>(relation.pattern) << " size " << relation.size;
    }
}

TEST(BlockRelation, counts_the_sources_of_each_target)
{
    for (auto const& relation : all_shapes()) {
        for (std::uint64_t t = 0; t < relation.outer * relation.targets; ++t) {
            std::uint64_t found = 0;
            relation.for_each_source(t, [&](std::uint64_t) { ++found; });
            EXPECT_EQ(relation.source_count(t), found)
                << static_cast<int>(relation.pattern) << " size " << relation.size;
        }
    }
}

TEST(BlockRelation, numbers_its_edges_in_the_order_in_which_it_lists_them)
{
    for (auto const& relation : all_shapes()) {
        auto const edges = edges_of(relation);
        for (std::uint64_t number = 0; number < edges.size(); ++number) {
            EXPECT_EQ(relation.edge_number(edges[number].first, edges[number].second), number)
                << static_cast<int>(relation.pattern) << " size " << relation.size;
            EXPECT_EQ(relation.edge(number), edges[number]);
        }
    }
}

TEST(BlockRelation, the_last_chunk_takes_the_rest)
{
    BlockRelation relation;
    relation.pattern = Pattern::chunks;
    relation.sources = 5;
    relation.targets = 3;
    relation.size = 2;
    std::vector<std::uint64_t> targets;
    relation.for_each([&](std::uint64_t, std::uint64_t target) { targets.push_back(target); });
    EXPECT_THAT(targets, ::testing::ElementsAre(0, 0, 1, 1, 2));
}

}  // namespace
}  // namespace atl::translate

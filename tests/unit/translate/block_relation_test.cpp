#include "atoll/translate/block_relation.hpp"

#include <utility>

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

#include "translate/partition/mysarkar_partitioner.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "translate/partition/exact_parts.hpp"
#include "unit/translate/graph_samples.hpp"
#include "unit/translate/random_graph.hpp"

namespace atl::translate {
namespace {

TEST(MySarkarPartitioner, parts_of_its_own_choice_keep_the_limit_of_parallelism)
{
    for (std::uint32_t seed = 0; seed < 20; ++seed) {
        auto const graph = testing::random_layers(5, 8, seed);
        Diagnostics notes;
        auto const parts =
            MySarkarPartitioner{}(graph, {.partitions = 0, .max_parallelism = 3}, notes);
        EXPECT_LE(std::ranges::max(parallelism_of_parts(graph, parts)), 3U) << seed;
    }
}

TEST(MySarkarPartitioner, keeps_chains_whole)
{
    auto const graph = testing::chains(4, 6);
    Diagnostics notes;
    auto const parts = MySarkarPartitioner{}(graph, {.partitions = 4, .max_parallelism = 1}, notes);
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        for (auto const next : graph.successors(DropId{i})) {
            EXPECT_EQ(parts.partition_of[i], parts.partition_of[next.index()]);
        }
    }
}

}  // namespace
}  // namespace atl::translate

#include "translate/partition/edge_zeroing.hpp"

#include <gtest/gtest.h>

#include "unit/translate/graph_samples.hpp"

namespace atl::translate {
namespace {

TEST(EdgeZeroing, a_chain_becomes_one_cluster)
{
    auto const graph = testing::chains(1, 5);
    auto clusters = zero_edges(graph, heaviest_edges(graph), {.max_parallelism = 1, .clusters = 1});
    EXPECT_EQ(clusters.count(), 1U);
}

TEST(EdgeZeroing, no_cluster_needs_more_cpus_than_the_limit)
{
    testing::GraphSample sample;
    auto const start = sample.data();
    for (int i = 0; i < 6; ++i) {
        sample.link(start, sample.app());
    }
    auto const graph = sample.finish();
    auto clusters = zero_edges(graph, heaviest_edges(graph), {.max_parallelism = 2, .clusters = 1});
    EXPECT_EQ(clusters.count(), 5U);  // two apps are with the data, four alone
}

TEST(EdgeZeroing, stops_at_the_number_of_clusters)
{
    auto const graph = testing::chains(1, 5);
    auto clusters = zero_edges(graph, heaviest_edges(graph), {.max_parallelism = 8, .clusters = 3});
    EXPECT_EQ(clusters.count(), 3U);
}

}  // namespace
}  // namespace atl::translate

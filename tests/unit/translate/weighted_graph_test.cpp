#include "translate/partition/weighted_graph.hpp"

#include "unit/translate/graph_samples.hpp"

namespace atl::translate {
namespace {

using ::testing::ElementsAre;

TEST(WeightedGraph, contraction_joins_data_with_its_only_producer)
{
    testing::GraphSample sample;
    auto const first = sample.app();
    auto const data = sample.data();
    auto const second = sample.app();
    sample.link(first, data);
    sample.link(data, second);
    auto const contracted = contract(sample.finish());
    EXPECT_EQ(contracted.graph.vertices(), 2U);
    EXPECT_EQ(contracted.vertex_of[first.index()], contracted.vertex_of[data.index()]);
    EXPECT_NE(contracted.vertex_of[first.index()], contracted.vertex_of[second.index()]);
    EXPECT_THAT(contracted.graph.neighbours, ElementsAre(1, 0));
}

TEST(WeightedGraph, parallel_edges_are_merged_and_their_bytes_added)
{
    testing::GraphSample sample;
    auto const from = sample.app();
    auto const to = sample.app();
    for (int i = 0; i < 3; ++i) {
        auto const data = sample.data();
        sample.link(from, data);
        sample.link(data, to);
    }
    auto const graph = contract(sample.finish()).graph;
    EXPECT_THAT(graph.offsets, ElementsAre(0, 1, 2));
    EXPECT_EQ(graph.edge_weight[0], graph.edge_weight[1]);
    EXPECT_GT(graph.edge_weight[0], 1);
}

}  // namespace
}  // namespace atl::translate

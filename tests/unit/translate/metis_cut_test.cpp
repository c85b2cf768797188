#include "translate/partition/metis_cut.hpp"

#include <set>

namespace atl::translate {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

TEST(MetisCut, balances_a_graph_without_edges_by_weight)
{
    WeightedGraph graph;
    graph.offsets.assign(5, 0);
    graph.vertex_weight = {3, 1, 1, 1};
    auto const part = metis_cut(graph, {.partitions = 2});
    EXPECT_NE(part[0], part[1]);
    EXPECT_THAT(std::set<std::uint32_t>(part.begin() + 1, part.end()).size(), 1U);
}

TEST(MetisCut, gives_each_vertex_its_own_part_when_there_are_enough)
{
    WeightedGraph graph;
    graph.offsets.assign(4, 0);
    graph.vertex_weight = {1, 1, 1};
    EXPECT_THAT(metis_cut(graph, {.partitions = 7}), UnorderedElementsAre(0U, 1U, 2U));
}

TEST(MetisCut, cuts_the_light_edge_of_a_path)
{
    WeightedGraph graph;
    graph.offsets = {0, 1, 3, 5, 6};
    graph.neighbours = {1, 0, 2, 1, 3, 2};
    graph.edge_weight = {9, 9, 1, 1, 9, 9};
    graph.vertex_weight = {1, 1, 1, 1};
    auto const part = metis_cut(graph, {.partitions = 2});
    EXPECT_EQ(part[0], part[1]);
    EXPECT_EQ(part[2], part[3]);
    EXPECT_NE(part[1], part[2]);
}

}  // namespace
}  // namespace atl::translate

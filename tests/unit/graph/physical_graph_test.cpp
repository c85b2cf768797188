#include "atoll/graph/physical_graph.hpp"

#include "graph_text.hpp"

namespace atl::graph {
namespace {

using namespace testing;

TEST(PhysicalGraph, splits_an_oid_after_its_last_underscore)
{
    auto const graph = read("[" + data("1_k-e_y_0-1") + "," + data("plain") + "]").graph;
    EXPECT_EQ(graph.oid_head(DropId{0}), "1_k-e_y_");
    EXPECT_EQ(graph.oid_tail(DropId{0}), "0-1");
    EXPECT_EQ(graph.oid(DropId{0}), "1_k-e_y_0-1");
    EXPECT_EQ(graph.oid_head(DropId{1}), "");
    EXPECT_EQ(graph.oid(DropId{1}), "plain");
}

TEST(PhysicalGraph, finds_the_index_path_in_an_oid)
{
    for (auto const& [oid, iid] :
         std::vector<std::pair<std::string, std::string>>{{"1_k_0-3-1", "0-3-1"},
                                                          {"2022-06-22T09:13:53_-4_0/1/1", "0/1/1"},
                                                          {"1_k_0-2-grp-data", "0-2"},
                                                          {"plain", "0"},
                                                          {"x_12ab", "0"}}) {
        EXPECT_EQ(read("[" + testing::data(oid) + "]").graph.iid(DropId{0}), iid) << oid;
    }
}

TEST(PhysicalGraph, has_no_places_unless_the_file_names_them)
{
    auto const graph = read("[" + data("x") + "]").graph;
    EXPECT_EQ(graph.node(DropId{0}), PhysicalGraph::no_place);
    EXPECT_EQ(graph.island(DropId{0}), PhysicalGraph::no_place);
    EXPECT_TRUE(graph.places().empty());
}

TEST(PhysicalGraph, knows_names_of_both_ages)
{
    auto const graph = read("[" + data("x", R"(,"name":"a\"b")") + "," +
                            data("y", R"(,"nm":"old")") + "," + data("z") + "]")
                           .graph;
    EXPECT_EQ(graph.name(graph.template_of(DropId{0})), "a\"b");
    EXPECT_EQ(graph.name(graph.template_of(DropId{1})), "old");
    EXPECT_EQ(graph.name(graph.template_of(DropId{2})), "");
}

}  // namespace
}  // namespace atl::graph

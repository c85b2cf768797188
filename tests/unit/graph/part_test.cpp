#include "atoll/graph/part.hpp"

#include "graph_text.hpp"

namespace atl::graph {
namespace {

using namespace testing;

TEST(Part, knows_identity_index_path_and_body_of_its_drops)
{
    auto const graph =
        read("[" + data("1_k_0-3", R"(,"size":1)") + "," + data("plain") + "]").graph;
    auto const part = split_graph(graph, {RankId{0}, RankId{0}}, 1)[0];
    EXPECT_EQ(part.oid(0), "1_k_0-3");
    EXPECT_EQ(part.iid(0), "0-3");
    EXPECT_EQ(part.oid(1), "plain");
    EXPECT_EQ(part.iid(1), "0");
    EXPECT_EQ(part.body(part.template_of[0]), graph.body(TemplateId{0}));
    EXPECT_EQ(part.body(part.template_of[1]), graph.body(TemplateId{1}));
}

}  // namespace
}  // namespace atl::graph

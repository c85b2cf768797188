#include "graph/event_drops.hpp"

#include "graph_text.hpp"

namespace atl::graph {
namespace {

using namespace testing;

TEST(EventDrops, are_made_once_for_each_ordered_pair_of_apps)
{
    auto const [graph, diagnostics] =
        read("[" + app("a", R"(,"outputs":["b","c"])") + "," +
             app("b", R"(,"producers":["a"],"outputs":["c"])") + "," + app("c") + "]");
    EXPECT_EQ(diagnostics.render(), "");
    EXPECT_EQ(graph.size(), 6U);
    EXPECT_EQ(graph.templates().size(), 2U);
    EXPECT_EQ(graph.oid(DropId{3}), "a-b-event");
    EXPECT_EQ(graph.drop_template(DropId{3}).kind, DropKind::data);
    EXPECT_FLOAT_EQ(graph.drop_template(DropId{3}).weight, 0);
}

}  // namespace
}  // namespace atl::graph

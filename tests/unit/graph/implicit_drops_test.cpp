#include "graph/implicit_drops.hpp"

#include "graph_text.hpp"

namespace atl::graph {
namespace {

using namespace testing;

TEST(ImplicitDrops, are_made_once_for_each_ordered_pair_of_apps)
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
    EXPECT_TRUE(is_implicit(graph, DropId{3}));
    EXPECT_FALSE(is_implicit(graph, DropId{0}));
}

TEST(ImplicitDrops, an_app_stands_between_data_drops_that_nothing_can_run)
{
    auto const [graph, diagnostics] = read("[" + data("x", R"(,"consumers":["y"])") + "," +
                                           data("y", R"(,"producers":["x"])") + "]");
    EXPECT_EQ(diagnostics.count(Severity::warning), 1U);
    EXPECT_FALSE(diagnostics.has_errors());
    ASSERT_EQ(graph.size(), 3U);
    EXPECT_EQ(graph.oid(DropId{2}), "x-y-link");
    EXPECT_EQ(graph.drop_template(DropId{2}).kind, DropKind::app);
    EXPECT_EQ(graph.drop_template(DropId{2}).support, Support::incomplete);
    EXPECT_FLOAT_EQ(graph.drop_template(DropId{2}).weight, 0);
}

}  // namespace
}  // namespace atl::graph

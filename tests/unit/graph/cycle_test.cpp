#include "graph/cycle.hpp"

#include "graph_text.hpp"

namespace atl::graph {
namespace {

using namespace testing;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

TEST(Cycle, is_not_found_where_there_is_none)
{
    EXPECT_THAT(find_cycle(read("[" + data("x", R"(,"consumers":["a","b"])") + "," +
                                app("a", R"(,"outputs":["y"])") + "," +
                                app("b", R"(,"outputs":["y"])") + "," + data("y") + "]")
                               .graph),
                IsEmpty());
}

TEST(Cycle, is_found_behind_drops_that_lead_into_it_and_out_of_it)
{
    auto const graph =
        read("[" + data("in", R"(,"consumers":["a"])") + "," + app("a", R"(,"outputs":["x"])") +
             "," + data("x", R"(,"consumers":["b","out"])") + "," +
             app("b", R"(,"outputs":["y"])") + "," + data("y", R"(,"consumers":["a"])") + "," +
             app("out", R"(,"outputs":["z"])") + "," + data("z") + "]")
            .graph;
    auto const cycle = find_cycle(graph);
    EXPECT_THAT(oids(graph, cycle), UnorderedElementsAre("a", "x", "b", "y"));
    EXPECT_THAT(graph.successors(cycle[0]), ::testing::Contains(cycle[1]));
}

}  // namespace
}  // namespace atl::graph

#include "atoll/graph/part.hpp"

#include "graph_text.hpp"

namespace atl::graph {
namespace {

using namespace testing;
using ::testing::Each;
using ::testing::ElementsAre;

TEST(UpwardRank, grows_with_the_longest_path_to_the_end)
{
    auto const graph = read("[" + app("a", R"(,"weight":3,"outputs":["x"])") + "," +
                            data("x", R"(,"consumers":["b"])") + "," + app("b", R"(,"weight":1)") +
                            "," + app("c", R"(,"weight":2)") + "]")
                           .graph;
    EXPECT_THAT(upward_rank(graph), ElementsAre(255, 63, 63, 127));
}

TEST(UpwardRank, is_zero_where_apps_take_no_time)
{
    auto const graph = read("[" + app("a", R"(,"weight":0)") + "]").graph;
    EXPECT_THAT(upward_rank(graph), Each(0));
    EXPECT_TRUE(upward_rank(read("[]").graph).empty());
}

TEST(UpwardRank, needs_no_stack_for_long_chains)
{
    std::string text = "[" + app("k_0", R"(,"outputs":["k_1"])");
    for (int i = 1; i < 20000; i += 2) {
        text += "," + data(fmt::format("k_{}", i), fmt::format(R"(,"consumers":["k_{}"])", i + 1));
        text += "," + app(fmt::format("k_{}", i + 1), fmt::format(R"(,"outputs":["k_{}"])", i + 2));
    }
    auto const rank = upward_rank(read(text + "]").graph);
    EXPECT_EQ(rank.front(), 255);
    EXPECT_EQ(rank.back(), 0);
}

}  // namespace
}  // namespace atl::graph

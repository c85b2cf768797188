#include "graph/part_maker.hpp"

#include "graph_text.hpp"

namespace atl::graph {
namespace {

using namespace testing;

TEST(PartMaker, forgets_the_part_before)
{
    auto const graph =
        read("[" + data("x_0", R"(,"consumers":["y_1"])") + "," + app("y_1") + "]").graph;
    Placement const placement{RankId{0}, RankId{1}};
    PartMaker maker{graph, placement};
    auto const first = maker.make({DropId{0}});
    auto const second = maker.make({DropId{1}});
    EXPECT_EQ(first.oid(0), "x_0");
    EXPECT_EQ(second.oid(0), "y_1");
    EXPECT_THAT(second.global, ::testing::ElementsAre(DropId{1}, DropId{0}));
    EXPECT_THAT(second.ghost_rank, ::testing::ElementsAre(0U));
    EXPECT_EQ(second.templates.size(), 2U);
}

TEST(LocalNumbers, are_valid_for_one_part_only)
{
    LocalNumbers numbers{3};
    numbers.begin_part();
    EXPECT_FALSE(numbers.has(1));
    numbers.set(1, 7);
    EXPECT_TRUE(numbers.has(1));
    EXPECT_EQ(numbers[1], 7U);
    numbers.begin_part();
    EXPECT_FALSE(numbers.has(1));
}

}  // namespace
}  // namespace atl::graph

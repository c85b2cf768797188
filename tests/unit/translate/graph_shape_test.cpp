#include "atoll/translate/graph_shape.hpp"

#include "unit/translate/graph_samples.hpp"

namespace atl::translate {
namespace {

TEST(GraphShape, depth_and_critical_path_follow_the_longest_chain)
{
    auto const shape = shape_of(testing::chains(3, 4));
    EXPECT_EQ(shape.depth, 4U);
    EXPECT_EQ(shape.width, 3U);
    EXPECT_DOUBLE_EQ(shape.critical_path, 4);
}

TEST(GraphShape, counts_drops_and_relations_by_template)
{
    auto const shape = shape_of(testing::chains(2, 3));
    EXPECT_THAT(shape.template_drops, ::testing::ElementsAre(6U, 8U));
    ASSERT_EQ(shape.links.size(), 2U);
    EXPECT_EQ(shape.links[0].relations, 6U);
    EXPECT_EQ(shape.links[1].relations, 6U);
}

}  // namespace
}  // namespace atl::translate

#include "graph/text_table.hpp"

#include <string>

namespace atl::graph {
namespace {

TEST(TextTable, numbers_texts_in_the_order_of_their_first_mention)
{
    TextTable texts;
    EXPECT_EQ(texts.add("a"), 0U);
    EXPECT_EQ(texts.add(""), 1U);
    EXPECT_EQ(texts.add("a"), 0U);
    EXPECT_EQ(texts.add("b"), 2U);
    EXPECT_EQ(texts[1], "");
    EXPECT_EQ(texts[2], "b");
    EXPECT_EQ(texts.letters(), 2U);
}

TEST(TextTable, finds_everything_again_after_growing)
{
    TextTable texts;
    for (std::uint32_t i = 0; i < 2000; ++i) {
        ASSERT_EQ(texts.add(std::to_string(i)), i);
    }
    for (std::uint32_t i = 0; i < 2000; ++i) {
        ASSERT_EQ(texts.add(std::to_string(i)), i);
    }
}

TEST(TextTable, hands_its_texts_over)
{
    TextTable texts;
    texts.add("ab");
    texts.add("c");
    EXPECT_THAT(texts.take_offsets(), ::testing::ElementsAre(0U, 2U, 3U));
    EXPECT_THAT(texts.take_letters(), ::testing::ElementsAre('a', 'b', 'c'));
}

}  // namespace
}  // namespace atl::graph

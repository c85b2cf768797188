#include "drops/apps/array_split.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/drops/app_runner.hpp"

namespace atl::drops {
namespace {

[[nodiscard]] std::vector<std::string> pieces(std::string_view literal,
                                              std::size_t parts,
                                              std::size_t axis)
{
    std::vector<std::string> texts;
    for (auto const& piece : array_split(to_array(parse_literal(literal)), parts, axis)) {
        texts.push_back(repr(PyValue::array(piece)));
    }
    return texts;
}

TEST(ArraySplit, the_first_pieces_are_longer_where_it_does_not_come_out_even)
{
    EXPECT_THAT(pieces("[1, 2, 3, 4, 5]", 3, 0), ::testing::ElementsAre("[1, 2]", "[3, 4]", "[5]"));
    EXPECT_THAT(pieces("[1]", 2, 0), ::testing::ElementsAre("[1]", "[]"));
}

TEST(ArraySplit, cuts_along_any_axis)
{
    EXPECT_THAT(pieces("[[1, 2], [3, 4]]", 2, 1),
                ::testing::ElementsAre("[[1], [3]]", "[[2], [4]]"));
    EXPECT_THAT(pieces("[None, 'a']", 2, 0), ::testing::ElementsAre("[None]", "['a']"));
}

}  // namespace
}  // namespace atl::drops

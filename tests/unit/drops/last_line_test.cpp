#include "drops/shell/last_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace atl::drops {
namespace {

std::string last_of(std::initializer_list<std::string_view> pieces)
{
    LastLine line;
    for (auto const piece : pieces) {
        line.add(piece);
    }
    return line.text();
}

TEST(LastLineTest, keeps_the_last_line_that_is_not_blank)
{
    EXPECT_EQ(last_of({"first\nsec", "ond\n", "\n  \n"}), "second");
    EXPECT_EQ(last_of({"first\nopen end \r"}), "open end");
    EXPECT_EQ(last_of({}), "");
}

TEST(LastLineTest, keeps_no_more_than_a_lines_worth)
{
    EXPECT_EQ(last_of({std::string(100000, 'x')}).size(), LastLine::longest);
}

}  // namespace
}  // namespace atl::drops

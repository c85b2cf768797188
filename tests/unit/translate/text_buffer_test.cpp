#include "translate/unroll/text_buffer.hpp"

#include <string>

#include <gtest/gtest.h>

namespace atl::translate {
namespace {

TEST(TextBuffer, keeps_what_it_had_when_it_grows)
{
    TextBuffer buffer{4};
    std::string expected;
    for (int i = 0; i < 100; ++i) {
        buffer.append("abc");
        expected += "abc";
    }
    EXPECT_EQ(buffer.text(), expected);
}

TEST(TextBuffer, is_empty_after_clear)
{
    TextBuffer buffer{4};
    buffer.append("abc");
    buffer.clear();
    EXPECT_EQ(buffer.size(), 0U);
}

}  // namespace
}  // namespace atl::translate

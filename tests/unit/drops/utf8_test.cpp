#include "drops/codec/utf8.hpp"

#include <gtest/gtest.h>

namespace atl::drops {
namespace {

TEST(Utf8, characters_of_every_length_go_there_and_back)
{
    std::string const text = "a\u00e9\u4e16\U0001f600";
    EXPECT_TRUE(is_utf8(text));
    auto const units = utf32_from_utf8(text);
    EXPECT_EQ(units.size(), 16U);
    EXPECT_EQ(utf8_from_utf32(units), text);
}

TEST(Utf8, zeros_at_the_end_are_padding_and_inside_are_text)
{
    auto const units = utf32_from_utf8(std::string{"a\0b", 3}) + std::string(8, '\0');
    EXPECT_EQ(utf8_from_utf32(units), (std::string{"a\0b", 3}));
}

TEST(Utf8, damaged_text_is_recognised)
{
    for (auto const* const text :
         {"\x80", "\xc3", "\xc0\x80", "\xe0\x80\x80", "\xf5\x80\x80\x80"}) {
        EXPECT_FALSE(is_utf8(text)) << text;
    }
}

TEST(Utf8, latin1_takes_the_first_256_characters_only)
{
    std::string out;
    EXPECT_TRUE(to_latin1("a\u00ff", out));
    EXPECT_EQ(out, "a\xff");
    EXPECT_FALSE(to_latin1("\u0100", out));
}

TEST(Utf8, a_unit_that_is_no_character_becomes_the_replacement_character)
{
    EXPECT_EQ(utf8_from_utf32("\xff\xff\xff\xff"), "\ufffd");
}

}  // namespace
}  // namespace atl::drops

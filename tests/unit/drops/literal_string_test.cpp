#include "drops/codec/literal_string.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

namespace atl::drops {
namespace {

[[nodiscard]] std::string taken(std::string_view text)
{
    std::size_t place = 0;
    try {
        auto const value = take_literal_string(text, place);
        return value ? repr(*value) + " then " + std::string{text.substr(place)} : "none";
    } catch (Error const& error) {
        return error.problem();
    }
}

TEST(LiteralString, ends_at_its_own_quotes)
{
    EXPECT_EQ(taken("'a\"b' rest"), "'a\"b' then  rest");
    EXPECT_EQ(taken("'''a'b'''!"), "\"a'b\" then !");
    EXPECT_EQ(taken("x'"), "none");
}

TEST(LiteralString, escapes_stand_for_characters)
{
    EXPECT_EQ(taken(R"('\x41\101\u00e9\n\\\'')"), "\"A\u0041\u00e9\\n\\\\'\" then ");
    EXPECT_EQ(taken(R"(b'\xff\u0041')"), R"(b'\xff\\u0041' then )");
    EXPECT_EQ(taken(R"(r'\n')"), R"('\\n' then )");
}

TEST(LiteralString, a_missing_end_or_damaged_escape_is_told)
{
    EXPECT_EQ(taken("'abc"), "the end quote is missing in the string 'abc'");
    EXPECT_EQ(taken(R"('\xg0')"), R"(damaged escape in the string '\xg0')");
}

TEST(LiteralString, raw_unicode_has_one_kind_of_escape)
{
    EXPECT_EQ(unescape_raw_unicode("a\\u4e16\\n\xe9"), "a\u4e16\\n\u00e9");
}

}  // namespace
}  // namespace atl::drops

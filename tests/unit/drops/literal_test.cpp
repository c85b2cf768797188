#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"
#include "atoll/drops/codec.hpp"

namespace atl::drops {
namespace {

using ::testing::HasSubstr;

[[nodiscard]] std::string parsed(std::string_view text)
{
    try {
        return repr(parse_literal(text));
    } catch (Error const& error) {
        return error.problem();
    }
}

[[nodiscard]] std::string parsed_json(std::string_view text)
{
    try {
        return repr(parse_json(text));
    } catch (Error const& error) {
        return error.problem();
    }
}

TEST(Literal, what_python_writes_is_read_as_it_stands)
{
    for (auto const* const text : {"None",
                                   "True",
                                   "-12",
                                   "1.5",
                                   "1e+22",
                                   "'it'",
                                   "b'\\x00a'",
                                   "[1, [2, ()], (3,)]",
                                   "{'a': 1, 2: [None]}",
                                   "{1, 2}",
                                   "set()",
                                   "(1-2j)",
                                   "3j"}) {
        EXPECT_EQ(parsed(text), text);
    }
}

TEST(Literal, other_spellings_mean_the_same)
{
    EXPECT_EQ(parsed(" [ 1 , 2 , ] "), "[1, 2]");
    EXPECT_EQ(parsed("(1)"), "1");
    EXPECT_EQ(parsed("0x1F"), "31");
    EXPECT_EQ(parsed("-0b11"), "-3");
    EXPECT_EQ(parsed("1_000"), "1000");
    EXPECT_EQ(parsed(".5"), "0.5");
    EXPECT_EQ(parsed("'a' \"b\""), "'ab'");
    EXPECT_EQ(parsed("1e999"), "inf");
}

TEST(Literal, errors_say_where_and_why)
{
    EXPECT_EQ(parsed("[1 2]"),
              "not a Python literal at character 4: ',' or ']' is missing in '[1 2]'");
    EXPECT_EQ(parsed("open('x')"),
              "not a Python literal at character 1: a name is not a value in 'open('x')'");
    EXPECT_THAT(parsed(""), HasSubstr("a value is expected"));
    EXPECT_THAT(parsed("1 + 2"), HasSubstr("sums are not computed"));
    EXPECT_THAT(parsed("1; 2"), HasSubstr("something follows the value"));
    EXPECT_THAT(parsed("{1, 2: 3}"), HasSubstr("a mixture"));
    EXPECT_THAT(parsed(std::string(1000, '[')), HasSubstr("more than 200 levels"));
}

TEST(Literal, json_has_its_own_words)
{
    EXPECT_EQ(parsed_json(R"({"a": [true, false, null, 1.5e3], "b": "\ud83d\ude00\/"})"),
              "{'a': [True, False, None, 1500.0], 'b': '\U0001f600/'}");
    EXPECT_THAT(parsed_json("None"), HasSubstr("not JSON at character 1"));
}

}  // namespace
}  // namespace atl::drops

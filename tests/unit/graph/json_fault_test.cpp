#include "graph/json_fault.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace atl::graph {
namespace {

using ::testing::HasSubstr;

/// "offset: what" of the first fault; "" when there is none.
std::string fault(std::string_view text)
{
    auto const found = find_json_fault(text);
    return found ? std::to_string(found->offset) + ": " + found->what : "";
}

std::string hint(std::string_view text)
{
    auto const found = find_json_fault(text);
    return found ? found->hint : "";
}

TEST(JsonFault, finds_none_in_json)
{
    for (auto const* const text : {"[]",
                                   " {} ",
                                   "\"a\\u00e9\\\"\"",
                                   "-0.5e+3",
                                   "[1,[true,{\"a\":null,\"b\":[{}]}],\"\"]\n"}) {
        EXPECT_EQ(fault(text), "") << text;
    }
}

TEST(JsonFault, names_words_of_other_languages)
{
    EXPECT_EQ(fault("[NaN]"), "1: 'NaN' is no value of JSON");
    EXPECT_EQ(fault("{\"a\":-Infinity}"), "5: '-Infinity' is no value of JSON");
    EXPECT_THAT(hint("[NaN]"), HasSubstr("JSON has no such number"));
    EXPECT_EQ(hint("[None]"), "JSON writes it 'null'");
    EXPECT_EQ(fault("[01]"), "1: '01' is no value of JSON");
    EXPECT_EQ(fault("[1.]"), "1: '1.' is no value of JSON");
    EXPECT_EQ(fault("[1e]"), "1: '1e' is no value of JSON");
    EXPECT_EQ(fault("{'a':1}"), "1: a key in '\"' is missing");
    EXPECT_EQ(fault("['a']"), "1: a text is put in \"'\"");
}

TEST(JsonFault, tells_what_is_missing_and_what_is_too_much)
{
    EXPECT_EQ(fault("[1 2]"), "3: ',' or ']' is missing before '2'");
    EXPECT_EQ(fault("{\"a\" 1}"), "5: ':' is missing before '1'");
    EXPECT_EQ(fault("[1,]"), "2: nothing follows ','");
    EXPECT_EQ(fault("{\"a\":1,,\"b\":2}"), "6: nothing follows ','");
    EXPECT_EQ(fault("[}"), "1: a value is missing before '}'");
    EXPECT_EQ(fault("[] x"), "3: there is more text after the end");
}

TEST(JsonFault, says_where_a_text_was_opened_that_is_not_closed)
{
    EXPECT_EQ(fault("[1, \"abc"), "4: a text is not closed");
    EXPECT_EQ(fault("[\"a\nb\"]"), "3: a text holds a line break or another control character");
    EXPECT_EQ(fault("[\"\\q\"]"), "2: a text holds an unknown escape");
    EXPECT_EQ(fault("[\"\\u12g4\"]"), "2: a text holds an unknown escape");
}

TEST(JsonFault, says_which_bracket_is_open_at_the_end)
{
    EXPECT_EQ(fault("[1, {\"a\":2"), "10: the text ends before its lists and objects are closed");
    EXPECT_THAT(hint("[1,\n {\"a\":2"), HasSubstr("the '{' at line 2, column 2 is still open"));
    EXPECT_EQ(fault("[{\"a\":"), "6: the text ends before its lists and objects are closed");
    EXPECT_EQ(fault("  "), "2: the file is empty");
}

TEST(JsonFault, goes_as_deep_as_the_text_without_a_crash)
{
    EXPECT_THAT(fault(std::string(100000, '[')), HasSubstr("nested too deeply"));
}

TEST(JsonFault, finds_a_fault_wherever_a_text_is_cut)
{
    std::string const whole = R"([{"a":"b\n","c":[1.5,true],"d":{}},"e"])";
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_NE(fault(whole.substr(0, size)), "") << size;
    }
    EXPECT_EQ(fault(whole), "");
}

}  // namespace
}  // namespace atl::graph

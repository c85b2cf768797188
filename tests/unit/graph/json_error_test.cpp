#include "graph/json_error.hpp"

namespace atl::graph {
namespace {

TEST(JsonError, counts_lines_and_columns_from_one)
{
    EXPECT_EQ(line_and_column("ab\ncd", 0), "line 1, column 1");
    EXPECT_EQ(line_and_column("ab\ncd", 4), "line 2, column 2");
    EXPECT_EQ(line_and_column("ab", 99), "line 1, column 3");
}

TEST(JsonError, finds_the_first_byte_that_is_not_utf8)
{
    EXPECT_EQ(first_bad_utf8("aé€😀"), std::string_view{"aé€😀"}.size());
    EXPECT_EQ(first_bad_utf8("ab\xff"), 2U);
    EXPECT_EQ(first_bad_utf8("\xc3"), 0U);
    EXPECT_EQ(first_bad_utf8("é\xed\xa0\x80"), 2U);
    EXPECT_EQ(first_bad_utf8("\xc0\x80"), 0U);
}

TEST(JsonError, says_what_is_wrong_where_and_near_what)
{
    auto const problem = json_problem(simdjson::TAPE_ERROR, "[1 2]", "g.json", 3);
    EXPECT_EQ(problem.where, "g.json:1:4");
    EXPECT_EQ(problem.what, "not JSON: ',' or ']' is missing before '2'");
    EXPECT_EQ(problem.hint, "near '[1 2]'");
}

TEST(JsonError, does_without_a_place_when_there_is_none)
{
    auto const problem = json_problem(simdjson::MEMALLOC, "", "g.json", std::nullopt);
    EXPECT_EQ(problem.where, "g.json");
    EXPECT_EQ(problem.what, "not JSON: there is not enough memory");
}

TEST(JsonError, has_words_for_what_happens_to_files)
{
    for (auto const code : {simdjson::UNCLOSED_STRING,
                            simdjson::UNESCAPED_CHARS,
                            simdjson::DEPTH_ERROR,
                            simdjson::MEMALLOC,
                            simdjson::CAPACITY,
                            simdjson::TRAILING_CONTENT,
                            simdjson::INCOMPLETE_ARRAY_OR_OBJECT}) {
        EXPECT_NE(json_problem(code, "[]", "g", 0).what,
                  json_problem(simdjson::TAPE_ERROR, "[]", "g", 0).what);
    }
}

}  // namespace
}  // namespace atl::graph

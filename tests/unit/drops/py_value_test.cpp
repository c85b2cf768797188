#include "atoll/drops/py_value.hpp"

#include <gtest/gtest.h>

#include "atoll/drops/codec.hpp"

namespace atl::drops {
namespace {

TEST(PyValue, numbers_are_found_in_all_their_forms)
{
    EXPECT_EQ(parse_literal("True").as_number(), 1.0);
    EXPECT_EQ(parse_literal("' 2.5 '").as_number(), 2.5);
    EXPECT_EQ(PyValue::array(make_array(std::vector<double>{4.0})).as_number(), 4.0);
    EXPECT_EQ(parse_literal("'x'").as_number(), std::nullopt);
    EXPECT_EQ(parse_literal("[1]").as_number(), std::nullopt);
}

TEST(PyValue, whole_numbers_are_exact)
{
    EXPECT_EQ(parse_literal("9007199254740993").as_integer(), 9007199254740993);
    EXPECT_EQ(parse_literal("'9007199254740993'").as_integer(), 9007199254740993);
    auto const array = make_array(std::vector<std::int64_t>{9007199254740993});
    EXPECT_EQ(item(array, 0).as_integer(), 9007199254740993);
    EXPECT_EQ(parse_literal("3.0").as_integer(), 3);
    EXPECT_EQ(parse_literal("3.5").as_integer(), std::nullopt);
    EXPECT_EQ(parse_literal("1e30").as_integer(), std::nullopt);
}

TEST(PyValue, truth_is_pythons_except_for_words_that_say_no)
{
    for (auto const* const text :
         {"None", "False", "0", "0.0", "''", "[]", "{}", "'0'", "'False'", "'no'"}) {
        EXPECT_FALSE(parse_literal(text).is_true()) << text;
    }
    for (auto const* const text : {"True", "-1", "'yes'", "'maybe'", "[0]", "b'0'", "1j", "{0}"}) {
        EXPECT_TRUE(parse_literal(text).is_true()) << text;
    }
}

TEST(PyValue, of_equal_keys_the_last_one_counts)
{
    auto const value = parse_literal("{'a': 1, 'b': 2, 'a': 3}");
    ASSERT_NE(value.find("a"), nullptr);
    EXPECT_EQ(value.find("a")->as_integer(), 3);
    EXPECT_EQ(value.find("c"), nullptr);
    EXPECT_EQ(parse_literal("[1]").find("a"), nullptr);
}

}  // namespace
}  // namespace atl::drops

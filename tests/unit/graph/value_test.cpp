#include "atoll/graph/value.hpp"

namespace atl::graph {
namespace {

Value text(std::string words)
{
    return {Value::Kind::text, std::move(words)};
}

TEST(Value, is_empty_when_daliuge_drops_it_from_commands)
{
    EXPECT_TRUE(Value{}.empty());
    EXPECT_TRUE(text("").empty());
    EXPECT_TRUE((Value{Value::Kind::boolean, "false"}.empty()));
    EXPECT_FALSE((Value{Value::Kind::integer, "0"}.empty()));
    EXPECT_FALSE((Value{Value::Kind::json, "[]"}.empty()));
}

TEST(Value, is_blank_when_it_says_nothing)
{
    EXPECT_TRUE(Value{}.is_blank());
    EXPECT_TRUE(text("").is_blank());
    EXPECT_FALSE((Value{Value::Kind::boolean, "false"}.is_blank()));
}

TEST(Value, reads_texts_as_numbers)
{
    EXPECT_EQ(text(" 3.0 ").as_integer(), 3);
    EXPECT_EQ(text("-7").as_integer(), -7);
    EXPECT_EQ(text("+2.5e1").as_number(), 25.0);
    EXPECT_EQ((Value{Value::Kind::integer, "9007199254740993"}.as_integer()), 9007199254740993);
}

TEST(Value, is_no_number_when_it_does_not_read_as_one)
{
    for (auto const* words : {"", "abc", "3x", "3.5", "1e30", "nan", "inf"}) {
        EXPECT_EQ(text(words).as_integer(), std::nullopt) << words;
    }
    EXPECT_EQ(text("nan").as_number(), std::nullopt);
    EXPECT_EQ(Value{}.as_number(), std::nullopt);
    EXPECT_EQ((Value{Value::Kind::boolean, "true"}.as_integer()), std::nullopt);
}

TEST(Value, reads_the_booleans_of_old_graphs)
{
    for (auto const* words : {"0", "False", "NO", "", "none"}) {
        EXPECT_EQ(text(words).as_boolean(), false) << words;
    }
    for (auto const* words : {"1", "true", "Yes"}) {
        EXPECT_EQ(text(words).as_boolean(), true) << words;
    }
    EXPECT_EQ((Value{Value::Kind::integer, "1"}.as_boolean()), true);
    EXPECT_EQ(text("maybe").as_boolean(), std::nullopt);
    EXPECT_EQ(Value{}.as_boolean(), std::nullopt);
}

}  // namespace
}  // namespace atl::graph

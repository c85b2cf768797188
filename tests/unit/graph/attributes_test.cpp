#include "graph/logical/attributes.hpp"

namespace atl::graph::logical {
namespace {

TEST(Attributes, an_empty_value_counts_as_the_default)
{
    auto node = Json::parse(R"({"name":"n","fields":[{"name":"a","value":"","defaultValue":7},
                                                     {"name":"b","value":2,"defaultValue":9}]})");
    collect_attributes(node);
    EXPECT_EQ(attribute(node, "a"), 7);
    EXPECT_EQ(attribute(node, "b"), 2);
    EXPECT_EQ(attribute(node, "name"), "n");
    EXPECT_EQ(attribute(node, {"c", "b"}), 2);
}

TEST(Attributes, whole_numbers_are_read_as_the_translator_reads_them)
{
    EXPECT_EQ(whole_number(Json::parse("5.7")), 5);
    EXPECT_EQ(whole_number(Json::parse("\" 12 \"")), 12);
    EXPECT_EQ(whole_number(Json::parse("true")), 1);
    EXPECT_FALSE(whole_number(Json::parse("\"5.0\"")));
    EXPECT_FALSE(whole_number(Json::parse("\"\"")));
    EXPECT_FALSE(whole_number(Json::parse("1e300")));
}

TEST(Attributes, weights_are_found_under_their_old_names)
{
    auto node = Json::parse(R"({"fields":[{"name":"Execution Time","value":"8"},
                                          {"name":"data_volume","value":3}]})");
    collect_attributes(node);
    EXPECT_EQ(weight_of(node, "execution", "time"), 8);
    EXPECT_EQ(weight_of(node, "data", "volume"), 3);
    EXPECT_EQ(amount(node, "execution", "time"), "8");
    EXPECT_EQ(weight_of(Json::object(), "data", "volume"), 1);
}

}  // namespace
}  // namespace atl::graph::logical

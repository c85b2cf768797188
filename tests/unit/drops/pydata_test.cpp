#include "drops/data/pydata.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"
#include "atoll/drops/codec.hpp"

namespace atl::drops {
namespace {

std::string field(std::string const& value, std::string const& type)
{
    return R"({"fields":[{"name":"pydata","value":)" + value + R"(,"type":")" + type + R"("}]})";
}

std::optional<Payload> pydata_content(std::string const& body)
{
    return initial_content(graph::DropSpec::parse(body));
}

std::string unpickled_content(std::string const& body)
{
    return repr(read_pickle(pydata_content(body)->bytes()));
}

TEST(PydataTest, text_is_content_as_it_stands)
{
    EXPECT_EQ(pydata_content(field("\"hello\"", "String"))->text(), "hello");
}

TEST(PydataTest, numbers_and_flags_are_pickled)
{
    EXPECT_EQ(unpickled_content(field("\"3\"", "Integer")), "3");
    EXPECT_EQ(unpickled_content(field("2.5", "Float")), "2.5");
    EXPECT_EQ(unpickled_content(field("\"0\"", "Boolean")), "False");
}

TEST(PydataTest, numbers_are_read_as_python_does)
{
    auto const* const large = "123456789012345678901234567890";
    EXPECT_EQ(unpickled_content(field('"' + std::string{large} + '"', "Integer")), large);
    EXPECT_EQ(unpickled_content(field("3.7", "Integer")), "3");
    EXPECT_EQ(unpickled_content(field("\"inf\"", "Float")), "inf");
    EXPECT_THROW(static_cast<void>(pydata_content(field("\"inf\"", "Integer"))), Error);
}

TEST(PydataTest, lists_and_objects_are_pickled)
{
    EXPECT_EQ(unpickled_content(field(R"("{\"a\": [1, true, null, \"true\"]}")", "Json")),
              "{'a': [1, True, None, 'true']}");
    EXPECT_EQ(unpickled_content(field("\"(1, 2)\"", "eval")), "(1, 2)");
    EXPECT_EQ(unpickled_content(field("[1, 2]", "Json")), "[1, 2]");
}

TEST(PydataTest, objects_are_pickles_in_base64)
{
    EXPECT_EQ(pydata_content(field("\"aGVsbG8=\"", "Object"))->text(), "hello");
}

TEST(PydataTest, hand_made_graphs_describe_it_at_top_level)
{
    EXPECT_EQ(unpickled_content(R"({"pydata":{"value":"3","type":"int"}})"), "3");
    EXPECT_EQ(pydata_content(R"({"pydata":"abc"})")->text(), "abc");
}

TEST(PydataTest, nothing_given_is_no_content)
{
    EXPECT_FALSE(pydata_content("{}").has_value());
    EXPECT_FALSE(pydata_content(field("\"\"", "String")).has_value());
}

TEST(PydataTest, says_what_is_no_number)
{
    try {
        static_cast<void>(pydata_content(field("\"three\"", "Integer")));
        FAIL() << "no error";
    } catch (Error const& error) {
        EXPECT_EQ(error.problem(),
                  "pydata 'three' cannot be used: pydata of type integer is 'three'");
    }
}

}  // namespace
}  // namespace atl::drops

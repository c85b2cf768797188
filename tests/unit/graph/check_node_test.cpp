#include "graph/logical/check_node.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "graph/logical/attributes.hpp"

namespace atl::graph::logical {
namespace {

using ::testing::HasSubstr;

/// What is said of a node with one field.
[[nodiscard]] Diagnostics problems(std::string const& type,
                                   std::string const& category,
                                   std::string const& field,
                                   std::string const& value)
{
    auto node = Json::parse(R"({"id":"n1","name":"calc","categoryType":")" + type +
                            R"(","category":")" + category + R"(","fields":[{"name":")" + field +
                            R"(","value":)" + value + "}]}");
    collect_attributes(node);
    Diagnostics diagnostics;
    Document document{Json::object(), "g", &diagnostics};
    check_node(document, node, {});
    return diagnostics;
}

TEST(CheckNode, a_time_that_is_no_number_is_an_error_with_the_node)
{
    auto const found = problems("Application", "DALiuGEApp", "execution_time", R"("long")");
    EXPECT_TRUE(found.has_errors());
    EXPECT_THAT(found.render(), HasSubstr("node 'calc' (id 'n1')"));
    EXPECT_THAT(found.render(),
                HasSubstr("'execution_time' is 'long', which is not a number of at least 0"));
}

TEST(CheckNode, a_volume_that_is_no_number_is_an_error)
{
    EXPECT_TRUE(problems("Data", "Memory", "Data volume", R"("big")").has_errors());
    EXPECT_TRUE(problems("Data", "Memory", "data_volume", "[5]").has_errors());
    EXPECT_TRUE(problems("Data", "Memory", "data_volume", "-1").has_errors());
    EXPECT_TRUE(problems("Data", "Memory", "data_volume", R"("inf")").has_errors());
}

TEST(CheckNode, numbers_and_empty_texts_are_fine)
{
    for (auto const* value : {"5", R"("5")", R"(" 5 ")", R"("+5")", R"("")", "null", "2.5"}) {
        EXPECT_TRUE(
            problems("Application", "DALiuGEApp", "execution_time", value).problems().empty())
            << value;
    }
}

TEST(CheckNode, a_text_that_is_a_fraction_is_warned_of)
{
    auto const found = problems("Application", "DALiuGEApp", "execution_time", R"("2.5")");
    EXPECT_FALSE(found.has_errors());
    EXPECT_THAT(found.render(), HasSubstr("takes texts that are no whole numbers as 1"));
}

TEST(CheckNode, an_unknown_category_is_warned_of_with_the_nearest)
{
    auto const found = problems("Application", "BashShelApp", "x", "1");
    EXPECT_FALSE(found.has_errors());
    EXPECT_THAT(found.render(), HasSubstr("unknown category 'BashShelApp'"));
    EXPECT_THAT(found.render(), HasSubstr("did you mean 'BashShellApp'?"));
}

TEST(CheckNode, a_class_makes_an_unknown_category_no_matter)
{
    EXPECT_TRUE(problems("Application", "MyApp", "dropclass", R"("my.App")").problems().empty());
}

}  // namespace
}  // namespace atl::graph::logical

#include "graph/logical/fill.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace atl::graph::logical {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

LogicalGraphOptions fills(std::vector<std::pair<std::string, std::string>> values)
{
    LogicalGraphOptions options;
    options.fills = std::move(values);
    return options;
}

TEST(Fill, fills_replace_plain_and_braced_parameters)
{
    EXPECT_EQ(fill_parameters("a ~x b ~{x}c ~y ~", fills({{"x", "1"}})), "a 1 b 1c ~y ~");
}

TEST(Fill, a_fill_that_nothing_asks_for_is_an_error)
{
    Diagnostics diagnostics;
    check_fills("~copies ~{size}", fills({{"copies", "2"}, {"size", "3"}}), diagnostics);
    EXPECT_FALSE(diagnostics.has_errors());
    check_fills("~copies ~{size}", fills({{"copie", "2"}}), diagnostics);
    EXPECT_THAT(diagnostics.render(), HasSubstr("copies"));
    EXPECT_TRUE(diagnostics.has_errors());
}

TEST(Fill, fills_cannot_break_out_of_json_text)
{
    EXPECT_EQ(fill_parameters(R"({"k":"~x"})", fills({{"x", "a\"b\\"}})), R"({"k":"a\"b\\"})");
}

/// What is told of a graph whose only field is \p value.
std::string unfilled(std::string const& value, LogicalGraphOptions const& options = {})
{
    Diagnostics diagnostics;
    Document document{Json::object(), "g", &diagnostics};
    document.nodes() = Json::array({{{"fields", {{{"name", "x"}, {"value", value}}}}}});
    report_unfilled(document, options);
    return diagnostics.render();
}

TEST(Fill, names_that_nothing_fills_are_told_with_the_option_that_does)
{
    EXPECT_THAT(unfilled("clean -n ~{loops} --band=~band"),
                AllOf(HasSubstr("warning: g: nothing fills ~band, ~loops"),
                      HasSubstr("--fill band=VALUE")));
}

TEST(Fill, a_tilde_that_is_meant_is_left_alone)
{
    for (auto const* const value :
         {"ls ~/data", "ls ~bob/data", "a~b", "~", "~5", ":class:`~numpy.array`", "x ~ y"}) {
        EXPECT_EQ(unfilled(value), "") << value;
    }
    EXPECT_EQ(unfilled("ls ~bob", fills({{"bob", "~bob"}})), "");
}

}  // namespace
}  // namespace atl::graph::logical

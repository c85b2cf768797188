#include "drops/apps/parameter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/drops/app_runner.hpp"

namespace atl::drops {
namespace {

using test::FakeAppContext;
using test::pickled;
using ::testing::HasSubstr;

[[nodiscard]] graph::DropSpec spec_of(std::string_view body)
{
    return graph::DropSpec::parse(body);
}

TEST(Parameter, an_empty_value_of_the_graph_leaves_the_default)
{
    FakeAppContext const context;
    for (auto const* const body : {R"({})", R"({"n": ""})", R"({"n": null})"}) {
        EXPECT_EQ(Parameter(spec_of(body), "n", PyValue::integer(5)).integer(context), 5);
    }
    EXPECT_EQ(Parameter(spec_of(R"({"n": "7"})"), "n", {}).integer(context), 7);
}

TEST(Parameter, content_at_its_port_wins_and_no_content_does_not)
{
    Parameter const parameter{spec_of(R"({"n": 1})"), "n", {}};
    FakeAppContext context;
    auto& input = context.add_input(pickled("2.5"), "n");
    EXPECT_EQ(parameter.number(context), 2.5);
    input.missing();
    EXPECT_EQ(parameter.number(context), 1.0);
    FakeAppContext empty;
    empty.add_input("", "n");
    EXPECT_EQ(parameter.number(empty), 1.0);
}

TEST(Parameter, the_encoding_of_its_port_counts)
{
    auto const spec = spec_of(R"({"applicationArgs": {"n": {"usage": "InputPort",
        "encoding": "eval", "value": ""}}})");
    FakeAppContext context;
    context.add_input("12", "n");
    EXPECT_EQ(Parameter(spec, "n", {}).integer(context), 12);
}

TEST(Parameter, what_is_no_number_is_told_with_its_value)
{
    FakeAppContext const context;
    Parameter const parameter{spec_of(R"({"n": "many"})"), "n", {}};
    try {
        std::ignore = parameter.integer(context);
        FAIL() << "it was a number";
    } catch (Error const& error) {
        EXPECT_EQ(error.problem(), "parameter 'n' is 'many', a str");
        EXPECT_EQ(error.hint(), "a whole number is expected");
    }
    EXPECT_THROW(std::ignore = parameter.number(context), Error);
}

TEST(Parameter, content_that_cannot_be_read_names_the_input)
{
    FakeAppContext context;
    auto const& input = context.add_input("\x80\x04.", "n");
    try {
        std::ignore = read_value("dill", input);
        FAIL() << "it was read";
    } catch (Error const& error) {
        EXPECT_THAT(error.what(), HasSubstr("while reading 'in' (port 'n', encoding 'dill')"));
    }
}

}  // namespace
}  // namespace atl::drops

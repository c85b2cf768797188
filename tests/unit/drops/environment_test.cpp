#include "drops/data/environment.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace atl::drops {
namespace {

class EnvironmentTest : public ::testing::Test {
  protected:
    graph::DropSpec const variables = graph::DropSpec::parse(
        R"({"name":"env","categoryType":"Data","BAND":"\"L\"","SIZE":3,"persist":false})");
    EnvironmentDrops const drops = [this](std::string_view name) {
        return name == "env" ? &variables : nullptr;
    };
    std::string filled(std::string const& value)
    {
        auto spec =
            graph::DropSpec::parse(R"({"applicationArgs":{"x":{"value":")" + value + R"("}}})");
        fill_from_environment(spec, drops);
        return spec.argument("x")->value.text();
    }
};

TEST_F(EnvironmentTest, shows_the_users_variables_as_json)
{
    EXPECT_EQ(environment_content(variables).text(), R"({"BAND": "\"L\"", "SIZE": 3})");
}

TEST_F(EnvironmentTest, fills_parameters_that_are_a_variable_as_a_whole)
{
    EXPECT_EQ(filled("$env.SIZE"), "3");
    EXPECT_EQ(filled("size $env.SIZE"), "size $env.SIZE");
    EXPECT_NE(filled("$DLG_ROOT"), "$DLG_ROOT");
}

TEST_F(EnvironmentTest, leaves_what_cannot_be_found)
{
    EXPECT_EQ(filled("$other.SIZE"), "$other.SIZE");
    EXPECT_EQ(filled("$env.NO_SUCH_VARIABLE"), "$env.NO_SUCH_VARIABLE");
    EXPECT_EQ(filled("$DLG_NO_SUCH_VARIABLE"), "$DLG_NO_SUCH_VARIABLE");
}

}  // namespace
}  // namespace atl::drops

#include "drops/template_set.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/drops/graph_session.hpp"
#include "support/drops/graph_text.hpp"

namespace atl::drops {
namespace {

using test::GraphSession;
using test::GraphText;
using ::testing::AllOf;
using ::testing::HasSubstr;

TEST(TemplateSetTest, tells_all_problems_at_once_each_with_its_drop)
{
    auto const json = GraphText{}
                          .app("sh", "atoll.apps.Process", {}, {{"f", ""}})
                          .data("f", test::file, R"("filepath":"{bean}")")
                          .json();
    try {
        GraphSession const session{json};
        FAIL() << "no error";
    } catch (Error const& error) {
        EXPECT_THAT(error.what(),
                    AllOf(HasSubstr("drop 'sh'"),
                          HasSubstr("has no command"),
                          HasSubstr("drop 'f'"),
                          HasSubstr("unknown token '{bean}'")));
    }
}

TEST(TemplateSetTest, fills_parameters_from_the_environment_drop_that_feeds_the_app)
{
    GraphSession session{
        GraphText{}
            .data("e", "environmentvar_drop.EnvironmentVarDROP", R"("name":"env","BAND":"L")")
            .app("sh",
                 test::bash,
                 {{"e", ""}},
                 {{"f", ""}},
                 R"("command":"echo {b} > f.txt","applicationArgs":{)" +
                     test::port("b", "NoPort", "", "$env.BAND") + "}")
            .data("f", test::file, R"("filepath":"f.txt")")
            .json()};
    session.run();
    EXPECT_EQ(session.reason("sh") + session.file("f.txt"), "L\n");
}

TEST(TemplateSetTest, each_app_of_a_template_reads_the_environment_drop_that_feeds_it)
{
    auto const environment = [](std::string const& value) {
        return R"("name":"cfg","KEY":")" + value + "\"";
    };
    auto const echo = R"("command":"echo {k} > {o}","applicationArgs":{)" +
                      test::port("k", "NoPort", "", "$cfg.KEY") + "," +
                      test::port("o", "OutputPort", "path") + "}";
    auto const* const variables = "environmentvar_drop.EnvironmentVarDROP";
    GraphSession session{GraphText{}
                             .data("e1", variables, environment("v1"))
                             .data("e2", variables, environment("v2"))
                             .app("s_1", test::bash, {{"e1", ""}}, {{"o_1", "o"}}, echo)
                             .app("s_2", test::bash, {{"e2", ""}}, {{"o_2", "o"}}, echo)
                             .data("o_1", test::memory)
                             .data("o_2", test::memory)
                             .json()};
    session.run();
    EXPECT_EQ(session.content("o_1"), "v1\n");
    EXPECT_EQ(session.content("o_2"), "v2\n");
}

}  // namespace
}  // namespace atl::drops

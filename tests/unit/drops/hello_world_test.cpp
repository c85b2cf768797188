#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/drops/app_runner.hpp"

namespace atl::drops {
namespace {

using test::failure_of;
using test::FakeAppContext;
using test::pickled;
using ::testing::HasSubstr;

TEST(HelloWorld, greets_the_world_or_whom_the_graph_says)
{
    FakeAppContext context;
    auto& output = context.add_output();
    EXPECT_EQ(failure_of(context, "dlg.apps.simple.HelloWorldApp"), "");
    EXPECT_EQ(output.content(), "Hello World");
    EXPECT_EQ(failure_of(context, "dlg.apps.simple.HelloWorldApp", R"("greet": "you")"), "");
    EXPECT_EQ(output.content(), "Hello you");
}

TEST(HelloWorld, greets_what_its_input_holds)
{
    for (auto const& [content, greeting] :
         {std::pair{pickled("['Universe', 'x']"), "Hello, Universe"},
          std::pair{pickled("7"), "Hello, 7"},
          std::pair{std::string{"plain"}, "Hello, b'plain'"}}) {
        FakeAppContext context;
        context.add_input(content);
        auto& output = context.add_output();
        EXPECT_EQ(failure_of(context, "dlg.apps.simple.HelloWorldApp"), "");
        EXPECT_EQ(output.content(), greeting);
    }
}

TEST(HelloWorld, needs_an_output_and_at_most_one_input)
{
    FakeAppContext context;
    EXPECT_THAT(failure_of(context, "dlg.apps.simple.HelloWorldApp"), HasSubstr("no output"));
    context.add_output();
    context.add_input("a");
    context.add_input("b");
    EXPECT_THAT(failure_of(context, "dlg.apps.simple.HelloWorldApp"), HasSubstr("2 inputs"));
}

}  // namespace
}  // namespace atl::drops

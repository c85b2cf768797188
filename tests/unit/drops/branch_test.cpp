#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/drops/app_runner.hpp"

namespace atl::drops {
namespace {

using test::failure_of;
using test::FakeAppContext;
using test::run_app;
using ::testing::HasSubstr;

[[nodiscard]] std::vector<std::string> skipped(std::string_view result)
{
    FakeAppContext context;
    context.add_output();
    context.add_output();
    return run_app(context, "dlg.apps.simple.SimpleBranch", result).skipped_outputs;
}

TEST(Branch, skips_the_second_output_when_true_and_the_first_when_false)
{
    using ::testing::ElementsAre;
    EXPECT_THAT(skipped(""), ElementsAre("out1"));
    EXPECT_THAT(skipped(R"("result": true)"), ElementsAre("out1"));
    EXPECT_THAT(skipped(R"("result": "0")"), ElementsAre("out0"));
    EXPECT_THAT(skipped(R"("result": "False")"), ElementsAre("out0"));
    for (auto const* no : {"\"no\"", "\"\"", "\"None\"", "\"0.0\"", "null", "0", "false"}) {
        EXPECT_THAT(skipped(R"("result": )" + std::string{no}), ElementsAre("out0")) << no;
    }
}

TEST(Branch, has_exactly_two_outputs)
{
    FakeAppContext context;
    context.add_output();
    EXPECT_THAT(failure_of(context, "dlg.apps.simple.SimpleBranch"), HasSubstr("this one has 1"));
}

}  // namespace
}  // namespace atl::drops

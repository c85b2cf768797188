#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/drops/app_runner.hpp"

namespace atl::drops {
namespace {

using test::failure_of;
using test::FakeAppContext;
using ::testing::HasSubstr;

[[nodiscard]] std::string gathered(std::string_view parameters)
{
    FakeAppContext context;
    context.add_input(encode("npy", parse_literal("[[1, 2], [3, 4]]")));
    context.add_input(encode("npy", parse_literal("[[10, 20], [30, 40]]")));
    auto& output = context.add_output();
    auto const reason = failure_of(context, "dlg.apps.simple.GenericNpyGatherApp", parameters);
    if (!reason.empty()) {
        return reason;
    }
    return repr(decode("npy", test::bytes_of(output.content())));
}

TEST(NpyGather, reduces_each_input_and_combines_the_results)
{
    EXPECT_EQ(gathered(""), "110");
    EXPECT_EQ(gathered(R"("function": "sum", "reduce_axes": "0")"), "[44, 66]");
    EXPECT_EQ(gathered(R"("function": "max", "reduce_axes": "[1]")"), "[20, 40]");
    EXPECT_EQ(gathered(R"("function": "prod", "reduce_axes": -1)"), "[400, 14400]");
}

TEST(NpyGather, only_combines_when_asked_for_that)
{
    EXPECT_EQ(gathered(R"("function": "add")"), "[[11, 22], [33, 44]]");
    EXPECT_EQ(gathered(R"("function": "minimum")"), "[[1, 2], [3, 4]]");
}

TEST(NpyGather, tells_which_functions_there_are)
{
    EXPECT_THAT(gathered(R"("function": "mean")"), HasSubstr("must be one of: sum, prod"));
    EXPECT_THAT(gathered(R"("reduce_axes": "2")"), HasSubstr("axis 2 is not one"));
}

}  // namespace
}  // namespace atl::drops

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/drops/app_runner.hpp"

namespace atl::drops {
namespace {

using test::failure_of;
using test::FakeAppContext;
using test::pickled;
using test::unpickled;
using ::testing::HasSubstr;

[[nodiscard]] std::string average(std::initializer_list<char const*> inputs,
                                  std::string_view parameters = {})
{
    FakeAppContext context;
    for (auto const* const input : inputs) {
        context.add_input(*input == '\0' ? "" : pickled(input));
    }
    auto& output = context.add_output();
    auto const reason = failure_of(context, "dlg.apps.simple.AverageArraysApp", parameters);
    return reason.empty() ? unpickled(output.content()) : reason;
}

TEST(AverageArrays, averages_all_elements_of_all_inputs)
{
    EXPECT_EQ(average({"[1, 2, 3]", "[10]"}), "4.0");
    EXPECT_EQ(average({"[1, 2, 3]", "10"}, R"("method": "median")"), "2.5");
}

TEST(AverageArrays, averages_rows_column_by_column)
{
    EXPECT_EQ(average({"[[1, 2], [3, 4]]", "[[5, 6]]"}), "[3.0, 4.0]");
}

TEST(AverageArrays, passes_over_inputs_without_data)
{
    EXPECT_EQ(average({"", "[4]"}), "4.0");
    EXPECT_EQ(average({""}), "nan");
}

TEST(AverageArrays, needs_an_input_and_an_output)
{
    EXPECT_THAT(average({}), HasSubstr("at least one input and one output"));
}

TEST(AverageArrays, tells_what_cannot_be_averaged)
{
    EXPECT_THAT(average({"[1]", "[[1, 2]]"}), HasSubstr("another shape"));
    EXPECT_THAT(average({"['a']"}), HasSubstr("holds items of type 'U1'"));
    EXPECT_THAT(average({"[1]"}, R"("method": "mode")"), HasSubstr("must be mean or median"));
}

}  // namespace
}  // namespace atl::drops

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/drops/app_runner.hpp"

namespace atl::drops {
namespace {

using test::failure_of;
using test::FakeAppContext;
using test::unpickled;
using ::testing::HasSubstr;

[[nodiscard]] std::string numbers(std::string_view parameters, std::vector<int> ranks = {})
{
    FakeAppContext context;
    context.set_ranks(std::move(ranks));
    auto& output = context.add_output();
    auto const reason = failure_of(context, "dlg.apps.simple.RandomArrayApp", parameters);
    return reason.empty() ? unpickled(output.content()) : reason;
}

TEST(RandomArray, makes_integers_from_low_to_below_high)
{
    EXPECT_EQ(numbers(R"("size": 3, "low": 4, "high": 5)"), "[4, 4, 4]");
    EXPECT_THAT(numbers(R"("low": 5, "high": 5)"), HasSubstr("'low' must be less than 'high'"));
}

TEST(RandomArray, makes_reals_of_low_times_high_at_least)
{
    auto const text = numbers(R"("size": 2, "low": 1, "high": 2, "integer": "0")");
    auto const value = parse_literal(text);
    for (auto const& number : *value.as_sequence()) {
        EXPECT_GE(number.as_number(), 2.0);
        EXPECT_LT(number.as_number(), 4.0);
    }
}

TEST(RandomArray, a_seed_repeats_itself_and_differs_between_drops)
{
    auto const* const seeded = R"("size": 5, "seed": 7)";
    EXPECT_EQ(numbers(seeded, {1}), numbers(seeded, {1}));
    EXPECT_NE(numbers(seeded, {1}), numbers(seeded, {2}));
    EXPECT_NE(numbers(R"("size": 5)"), numbers(R"("size": 5)"));
}

TEST(RandomArray, needs_an_output)
{
    FakeAppContext context;
    EXPECT_THAT(failure_of(context, "dlg.apps.simple.RandomArrayApp"), HasSubstr("no output"));
}

TEST(RandomArray, a_size_beyond_reason_is_refused)
{
    EXPECT_THAT(numbers(R"("size": -1)"), HasSubstr("parameter 'size' is -1"));
}

}  // namespace
}  // namespace atl::drops

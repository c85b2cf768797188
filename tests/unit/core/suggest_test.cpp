#include "atoll/core/suggest.hpp"

#include <array>

#include <gtest/gtest.h>

namespace atl {
namespace {

constexpr std::array<std::string_view, 3> algorithms{"metis", "round-robin", "as-given"};

TEST(DidYouMean, names_the_nearest)
{
    EXPECT_EQ(did_you_mean("metiss", algorithms), "did you mean 'metis'?");
    EXPECT_EQ(did_you_mean("round_robbin", algorithms), "did you mean 'round-robin'?");
}

TEST(DidYouMean, does_not_mind_case)
{
    EXPECT_EQ(did_you_mean("METIS", algorithms), "did you mean 'metis'?");
}

TEST(DidYouMean, is_silent_when_nothing_is_near)
{
    EXPECT_EQ(did_you_mean("simulated-annealing", algorithms), "");
    EXPECT_EQ(did_you_mean("", algorithms), "");
}

TEST(DidYouMean, does_not_measure_texts_that_nobody_mistyped)
{
    EXPECT_EQ(did_you_mean(std::string(100'000, 'm'), algorithms), "");
}

}  // namespace
}  // namespace atl

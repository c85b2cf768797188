#include "atoll/core/clock.hpp"

#include <gtest/gtest.h>

namespace atl {
namespace {

TEST(SystemClock, never_goes_back)
{
    SystemClock const clock;
    auto const before = clock.monotonic_ns();
    EXPECT_GE(clock.monotonic_ns(), before);
}

TEST(SystemClock, counts_wall_time_from_1970)
{
    constexpr std::int64_t beginning_of_2020 = 1'577'836'800'000'000'000;
    EXPECT_GT(SystemClock{}.wall_ns(), beginning_of_2020);
}

}  // namespace
}  // namespace atl

#include "atoll/engine/interval.hpp"

#include <gtest/gtest.h>

namespace atl::engine {
namespace {

TEST(Interval, of_short_durations_is_exact_to_the_nanosecond)
{
    Interval const interval{.start_ns = 123'456'000, .duration_ns = 262'143};
    EXPECT_EQ(unpack_interval(pack(interval)), interval);
}

TEST(Interval, starts_at_a_whole_microsecond)
{
    EXPECT_EQ(unpack_interval(pack({.start_ns = 1999, .duration_ns = 0})).start_ns, 1000);
}

TEST(Interval, of_long_durations_is_good_to_eight_parts_in_a_million)
{
    for (std::int64_t duration = 1; duration < std::int64_t{1} << 60; duration = duration * 3 + 1) {
        auto const kept =
            unpack_interval(pack({.start_ns = 0, .duration_ns = duration})).duration_ns;
        EXPECT_LE(kept, duration);
        EXPECT_LE(static_cast<double>(duration - kept), 8e-6 * static_cast<double>(duration));
    }
}

TEST(Interval, holds_starts_of_up_to_twelve_days)
{
    constexpr std::int64_t twelve_days_ns = 12LL * 86'400 * 1'000'000'000;
    EXPECT_EQ(unpack_interval(pack({.start_ns = twelve_days_ns, .duration_ns = 0})).start_ns,
              twelve_days_ns);
    auto const later = unpack_interval(pack({.start_ns = 3 * twelve_days_ns, .duration_ns = 5}));
    EXPECT_GT(later.start_ns, twelve_days_ns);
    EXPECT_EQ(later.duration_ns, 5);
}

TEST(Interval, takes_negative_values_for_zero)
{
    EXPECT_EQ(unpack_interval(pack({.start_ns = -5, .duration_ns = -1})), Interval{});
}

}  // namespace
}  // namespace atl::engine

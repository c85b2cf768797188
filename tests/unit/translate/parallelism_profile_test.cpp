#include "translate/partition/parallelism_profile.hpp"

#include <utility>

#include <gtest/gtest.h>

namespace atl::translate {
namespace {

TEST(ParallelismProfile, intervals_that_only_touch_do_not_add_up)
{
    ParallelismProfile profile;
    profile.add(0, 1, 2);
    profile.add(1, 2, 3);
    EXPECT_EQ(profile.peak(), 3U);
}

TEST(ParallelismProfile, intervals_that_overlap_add_up)
{
    ParallelismProfile profile;
    profile.add(0, 3, 2);
    profile.add(1, 2, 3);
    EXPECT_EQ(profile.peak(), 5U);
}

TEST(ParallelismProfile, foretells_the_peak_of_a_merge)
{
    ParallelismProfile a;
    a.add(0, 2, 1);
    a.add(4, 6, 4);
    ParallelismProfile b;
    b.add(1, 5, 2);
    auto const foretold = a.peak_with(b);
    EXPECT_EQ(foretold, b.peak_with(a));
    a.merge(std::move(b));
    EXPECT_EQ(foretold, 6U);
    EXPECT_EQ(a.peak(), 6U);
}

TEST(ParallelismProfile, an_empty_interval_adds_nothing)
{
    ParallelismProfile profile;
    profile.add(1, 1, 5);
    EXPECT_EQ(profile.peak(), 0U);
}

}  // namespace
}  // namespace atl::translate

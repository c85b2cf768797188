#include "atoll/slurm/back_off.hpp"

#include <gmock/gmock.h>

namespace atl::slurm {
namespace {

TEST(BackOff, waits_longer_after_each_failure)
{
    BackOff back_off{0};
    EXPECT_EQ(back_off.wait(Seconds{0}), std::nullopt);
    double now = 0;
    double before = 0;
    for (int i = 0; i < 6; ++i) {
        back_off.failed(Seconds{now}, "no");
        auto const wait = back_off.wait(Seconds{now});
        ASSERT_TRUE(wait);
        EXPECT_GT(wait->count, before);
        before = wait->count;
        now += wait->count;
        EXPECT_EQ(back_off.wait(Seconds{now}), std::nullopt);
    }
    back_off.failed(Seconds{now}, "no");
    EXPECT_EQ(back_off.wait(Seconds{now})->count, before) << "an hour is the longest";
}

TEST(BackOff, tolerates_as_many_failures_as_it_is_told)
{
    BackOff back_off{2};
    back_off.failed(Seconds{1}, "a");
    back_off.failed(Seconds{1}, "b");
    EXPECT_EQ(back_off.wait(Seconds{1}), std::nullopt);
    EXPECT_FALSE(back_off.is_probing());
    back_off.failed(Seconds{1}, "c");
    EXPECT_EQ(back_off.wait(Seconds{1}), Seconds{10});
    EXPECT_TRUE(back_off.is_probing());
    EXPECT_EQ(back_off.why(), "c");
}

TEST(BackOff, forgets_all_after_a_success)
{
    BackOff back_off{0};
    back_off.failed(Seconds{1}, "a");
    back_off.succeeded();
    EXPECT_EQ(back_off.wait(Seconds{1}), std::nullopt);
    EXPECT_EQ(back_off.failures(), 0U);
}

}  // namespace
}  // namespace atl::slurm

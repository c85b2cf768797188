#include "atoll/slurm/queue_waits.hpp"

#include <gmock/gmock.h>

namespace atl::slurm {
namespace {

TEST(QueueWaits, expects_a_minute_before_it_has_seen_any)
{
    EXPECT_EQ(QueueWaits{}.expected(), Seconds{60});
}

TEST(QueueWaits, expects_the_median_so_that_one_long_wait_says_nothing)
{
    QueueWaits waits;
    for (double const wait : {5.0, 7.0, 86400.0}) {
        waits.add(Seconds{wait});
    }
    EXPECT_EQ(waits.expected(), Seconds{7});
}

TEST(QueueWaits, forgets_what_was_long_ago)
{
    QueueWaits waits;
    for (int i = 0; i < 20; ++i) {
        waits.add(Seconds{3600});
    }
    for (int i = 0; i < 9; ++i) {
        waits.add(Seconds{1});
    }
    EXPECT_EQ(waits.expected(), Seconds{1});
}

}  // namespace
}  // namespace atl::slurm

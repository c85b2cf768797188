#include "runtime/workload_of.hpp"

#include <gmock/gmock.h>

namespace atl::runtime {
namespace {

TEST(WorkloadOf, is_nothing_while_nobody_has_spoken)
{
    auto const work = workload_of({}, 8, 1);
    EXPECT_TRUE(work.ready.empty());
    EXPECT_EQ(work.base_cpus, 0U);
}

TEST(WorkloadOf, sums_what_the_ranks_have_waiting)
{
    manager::Progress one;
    one.waiting_apps = 10;
    one.waiting_us = 30'000'000;
    manager::Progress other;
    other.running_apps = 3;
    auto const work = workload_of({one, other}, 8, 1);
    ASSERT_EQ(work.ready.size(), 1U);
    EXPECT_EQ(work.ready.front().drops, 10U);
    EXPECT_DOUBLE_EQ(work.ready.front().each->count, 3);
    EXPECT_EQ(work.base_cpus, 16U);
    EXPECT_EQ(work.base_busy, 11U) << "a rank with apps that wait is busy";
}

TEST(WorkloadOf, corrects_expected_times_by_measured_ones)
{
    manager::Progress rank;
    rank.waiting_apps = 2;
    rank.waiting_us = 2'000'000;
    rank.ended_us = 1'000'000;
    rank.busy_us = 5'000'000;
    EXPECT_DOUBLE_EQ(workload_of({rank}, 1, 1).ready.front().each->count, 5);
}

TEST(WorkloadOf, does_not_invent_a_length)
{
    manager::Progress rank;
    rank.waiting_apps = 2;
    EXPECT_EQ(workload_of({rank}, 1, 1).ready.front().each, std::nullopt);
}

TEST(WorkloadOf, counts_all_cpus_that_an_app_keeps_others_from)
{
    manager::Progress full;
    full.running_apps = 1;
    full.waiting_apps = 3;
    manager::Progress half;
    half.running_apps = 1;
    auto const work = workload_of({full, half}, 8, 8);
    EXPECT_EQ(work.ready.front().cpus, 8U);
    EXPECT_EQ(work.base_busy, 16U);
}

}  // namespace
}  // namespace atl::runtime

#include "runtime/workload_of.hpp"

#include <gmock/gmock.h>

namespace atl::runtime {
namespace {

/// A rank that has not counted its templates yet, and where \p waiting apps wait.
RankLoad uncounted(std::uint64_t waiting, std::uint64_t running = 0)
{
    RankLoad rank;
    rank.progress.waiting_apps = waiting;
    rank.progress.running_apps = running;
    return rank;
}

TEST(WorkloadOf, is_nothing_while_nobody_has_spoken)
{
    auto const work = workload_of({}, 8, 1);
    EXPECT_TRUE(work.ready.empty());
    EXPECT_EQ(work.base_cpus, 0U);
}

TEST(WorkloadOf, takes_a_rank_that_has_not_counted_yet_for_one_template)
{
    auto one = uncounted(10);
    one.progress.waiting_us = 30'000'000;
    auto const work = workload_of({one, uncounted(0, 3)}, 8, 1);
    ASSERT_EQ(work.ready.size(), 1U);
    EXPECT_EQ(work.ready.front().drops, 10U);
    EXPECT_DOUBLE_EQ(work.ready.front().each->count, 3);
    EXPECT_EQ(work.base_cpus, 16U);
    EXPECT_EQ(work.base_busy, 11U) << "a rank with apps that wait is busy";
}

TEST(WorkloadOf, corrects_expected_times_by_measured_ones)
{
    auto rank = uncounted(2);
    rank.progress.waiting_us = 2'000'000;
    rank.progress.ended_us = 1'000'000;
    rank.progress.busy_us = 5'000'000;
    EXPECT_DOUBLE_EQ(workload_of({rank}, 1, 1).ready.front().each->count, 5);
}

TEST(WorkloadOf, does_not_invent_a_length)
{
    EXPECT_EQ(workload_of({uncounted(2)}, 1, 1).ready.front().each, std::nullopt);
}

TEST(WorkloadOf, keeps_templates_apart_with_what_is_about_to_be_ready)
{
    auto rank = uncounted(12);
    rank.templates = {{10, 4, 2'000'000, 1}, {2, 0, 0, 4}};
    auto const work = workload_of({rank}, 8, 1);
    ASSERT_EQ(work.ready.size(), 2U);
    EXPECT_EQ(work.ready[0].drops, 10U);
    EXPECT_DOUBLE_EQ(work.ready[0].each->count, 2);
    EXPECT_EQ(work.ready[1].cpus, 4U);
    EXPECT_EQ(work.ready[1].each, std::nullopt);
    ASSERT_EQ(work.soon.size(), 1U);
    EXPECT_EQ(work.soon[0].drops, 4U);
}

TEST(WorkloadOf, counts_all_cpus_that_an_app_keeps_others_from)
{
    auto const work = workload_of({uncounted(3, 1), uncounted(0, 1)}, 8, 8);
    EXPECT_EQ(work.ready.front().cpus, 8U);
    EXPECT_EQ(work.base_busy, 16U);
}

}  // namespace
}  // namespace atl::runtime

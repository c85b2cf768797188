#include "runtime/progress_of.hpp"

#include <gtest/gtest.h>

#include "atoll/core/drop_state.hpp"

namespace atl::runtime {
namespace {

TEST(ProgressOf, apps_that_run_elsewhere_are_running)
{
    engine::Counters counters;
    counters.apps_running = 2;
    counters.apps_lent = 3;
    auto const progress = progress_of(counters, 10);
    EXPECT_EQ(progress.running_apps, 5U);
    EXPECT_EQ(progress.counts[static_cast<std::size_t>(DropState::running)], 5U);
}

TEST(ProgressOf, tells_what_waits_and_what_it_has_cost_so_far)
{
    engine::Counters counters;
    counters.apps_waiting = 4;
    counters.waiting_us = 400;
    counters.ended_us = 100;
    counters.busy_us = 150;
    auto const progress = progress_of(counters, 10);
    EXPECT_EQ(progress.waiting_apps, 4U);
    EXPECT_EQ(progress.waiting_us, 400U);
    EXPECT_EQ(progress.ended_us, 100U);
    EXPECT_EQ(progress.busy_us, 150U);
}

TEST(ProgressOf, a_rank_is_done_only_when_it_says_so_itself)
{
    engine::Counters counters;
    counters.data_completed = 10;
    EXPECT_EQ(progress_of(counters, 10).unfinished, 1U);
    EXPECT_EQ(progress_of(counters, 12).unfinished, 2U);
}

}  // namespace
}  // namespace atl::runtime

#include "slurm/drain_moments.hpp"

#include <algorithm>

#include <gmock/gmock.h>

namespace atl::slurm {
namespace {

using Moments = std::vector<std::optional<Seconds>>;

TEST(DrainMoments, are_the_margin_before_the_end)
{
    EXPECT_EQ(drain_moments({Seconds{3600}}, Seconds{120}, Seconds{3600}),
              (Moments{Seconds{3480}}));
}

TEST(DrainMoments, leave_a_short_job_four_fifths_of_its_time)
{
    EXPECT_EQ(drain_moments({Seconds{100}}, Seconds{120}, Seconds{100}), (Moments{Seconds{80}}));
}

TEST(DrainMoments, are_unknown_where_the_end_is)
{
    EXPECT_EQ(drain_moments({std::nullopt, Seconds{900}}, Seconds{0}, Seconds{900}),
              (Moments{std::nullopt, Seconds{900}}));
}

TEST(DrainMoments, of_jobs_that_end_together_are_spread_over_a_tenth_of_their_time)
{
    std::vector<std::optional<Seconds>> const ends(10, Seconds{1000});
    auto moments = drain_moments(ends, Seconds{100}, Seconds{1000});
    std::ranges::sort(moments);
    for (std::size_t i = 1; i < moments.size(); ++i) {
        EXPECT_DOUBLE_EQ(moments[i]->count - moments[i - 1]->count, 10);
    }
    EXPECT_DOUBLE_EQ(moments.back()->count, 900);
    EXPECT_GE(moments.front()->count, 800);
}

TEST(DrainMoments, of_jobs_that_end_far_apart_stay_where_they_are)
{
    EXPECT_EQ(drain_moments({Seconds{1000}, Seconds{5000}}, Seconds{100}, Seconds{1000}),
              (Moments{Seconds{900}, Seconds{4900}}));
}

}  // namespace
}  // namespace atl::slurm

#include "drops/rank_services.hpp"

#include <gmock/gmock.h>

#include "atoll/drops/staging_key.hpp"

namespace atl::drops {
namespace {

TEST(RankServices, stage_files_under_the_key_of_the_epoch)
{
    RunnerOptions options;
    options.epoch = 3;
    EXPECT_EQ(rank_services(options).staging, owner_staging(3));
}

TEST(RankServices, stage_files_under_the_key_of_a_lease_where_there_is_one)
{
    RunnerOptions options;
    options.epoch = 3;
    options.staging = "-lease-1-7";
    EXPECT_EQ(rank_services(options).staging, "-lease-1-7");
}

TEST(RankServices, leave_nothing_for_a_process_that_has_ended_unless_told_what)
{
    RunnerOptions options;
    EXPECT_EQ(rank_services(options).receipt("app"), "");
    options.receipt = [](TryName const& tried) { return tried.uid + " has ended"; };
    EXPECT_EQ(rank_services(options).receipt("app"), "app has ended");
}

}  // namespace
}  // namespace atl::drops

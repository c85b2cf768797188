#include "atoll/slurm/fleet_options.hpp"

#include <gmock/gmock.h>

namespace atl::slurm {
namespace {

class FleetOptionsTest : public ::testing::Test {
  protected:
    session::SessionFile session;

    FleetOptionsTest()
    {
        session.node_managers = 2;
        session.cpus_per_rank = 8;
        session.walltime = Seconds{3600};
    }
};

TEST_F(FleetOptionsTest, count_the_base_jobs_nodes_towards_both_bounds)
{
    session.scaling.least_nodes = 3;
    session.scaling.most_nodes = 38;
    auto const limits = fleet_options(session).limits;
    EXPECT_EQ(limits.least, 1U);
    EXPECT_EQ(limits.most, 36U);
    EXPECT_EQ(limits.cpus_per_island, 8U);
}

TEST_F(FleetOptionsTest, have_no_islands_when_the_base_job_is_the_maximum)
{
    session.scaling.most_nodes = 2;
    EXPECT_EQ(fleet_options(session).limits.most, 0U);
}

TEST_F(FleetOptionsTest, let_islands_of_several_nodes_never_exceed_the_maximum)
{
    session.scaling.most_nodes = 9;
    session.scaling.nodes_per_island = 4;
    auto const limits = fleet_options(session).limits;
    EXPECT_EQ(limits.most, 1U);
    EXPECT_EQ(limits.cpus_per_island, 32U);
}

TEST_F(FleetOptionsTest, keep_a_tenth_of_the_maximum_in_the_queue_and_at_least_four)
{
    EXPECT_EQ(fleet_options(session).limits.most_waiting, 4U);
    session.scaling.most_nodes = 102;
    EXPECT_EQ(fleet_options(session).limits.most_waiting, 10U);
    session.scaling.most_waiting = 1;
    EXPECT_EQ(fleet_options(session).limits.most_waiting, 1U);
}

TEST_F(FleetOptionsTest, are_never_as_nervous_as_dasks_defaults)
{
    session.scaling.interval = Seconds{0.1};
    auto const options = fleet_options(session);
    EXPECT_EQ(options.interval, Seconds{1});
    EXPECT_EQ(options.limits.withdraw_after, Seconds{60});
    session.scaling.interval = Seconds{30};
    session.scaling.wait_count = 20;
    EXPECT_EQ(fleet_options(session).limits.withdraw_after, Seconds{600});
}

TEST_F(FleetOptionsTest, know_what_takes_too_long_for_an_island)
{
    EXPECT_EQ(fleet_options(session).limits.longest_drop, Seconds{3480});
}

}  // namespace
}  // namespace atl::slurm

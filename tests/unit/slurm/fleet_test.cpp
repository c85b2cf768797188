#include "atoll/slurm/fleet.hpp"

#include "unit/slurm/fleet_harness.hpp"

namespace atl::slurm {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST_F(FleetTest, submits_islands_for_work_and_tells_why)
{
    work(16);
    pass(1);
    EXPECT_THAT(taken<SubmitIsland>(), SizeIs(2));
    EXPECT_EQ(notes(), "+2 islands: 960 CPU-min ready, 0 islands, 4 allowed\n");
}

TEST_F(FleetTest, does_nothing_between_two_intervals)
{
    options.interval = Seconds{30};
    work(16);
    pass(29);
    EXPECT_THAT(actions, IsEmpty());
    pass(1);
    EXPECT_THAT(taken<SubmitIsland>(), SizeIs(2));
}

TEST_F(FleetTest, submits_none_when_nobody_asked_for_adapting)
{
    options.adapts = false;
    work(1000);
    pass(10);
    EXPECT_THAT(actions, IsEmpty());
}

TEST_F(FleetTest, has_as_many_nodes_as_a_person_asks_for)
{
    options.adapts = false;
    tell(ScaleAsked{4});
    EXPECT_EQ(notes(), "asked for 4 nodes\n");
    pass(1);
    EXPECT_THAT(taken<SubmitIsland>(), SizeIs(3));
}

TEST_F(FleetTest, follows_the_work_again_when_it_is_told)
{
    tell(ScaleAsked{1});
    work(16);
    pass(1);
    EXPECT_THAT(taken<SubmitIsland>(), IsEmpty());
    tell(ScaleAsked{std::nullopt});
    pass(1);
    EXPECT_THAT(taken<SubmitIsland>(), SizeIs(2));
}

TEST_F(FleetTest, says_that_the_base_job_does_not_shrink)
{
    options.base_nodes = 3;
    tell(ScaleAsked{1});
    EXPECT_EQ(notes(), "asked for 1 nodes; the base job has 3 and keeps them\n");
}

TEST_F(FleetTest, drains_a_running_island_when_a_person_wants_fewer)
{
    submit(2);
    tell(IslandConnected{"101", 8});
    tell(IslandConnected{"102", 8});
    tell(ScaleAsked{2});
    pass(1);
    EXPECT_THAT(taken<DrainIsland>(), ElementsAre(DrainIsland{"102"}));
    EXPECT_THAT(taken<CancelJob>(), IsEmpty());
}

TEST_F(FleetTest, makes_longer_and_longer_pauses_after_refusals)
{
    work(8);
    pass(1);
    for (double const pause : {10.0, 30.0, 60.0}) {
        auto const tried = taken<SubmitIsland>();
        ASSERT_THAT(tried, SizeIs(1));
        tell(SubmitRefused{tried.front().island, "QOSMaxSubmitJobPerUserLimit"});
        EXPECT_THAT(notes(), HasSubstr("QOSMaxSubmitJobPerUserLimit; next try in"));
        pass(pause - 1);
        EXPECT_THAT(taken<SubmitIsland>(), IsEmpty());
        pass(1.5);
    }
}

TEST_F(FleetTest, tries_one_island_alone_after_a_refusal)
{
    work(32);
    pass(1);
    for (auto const& tried : taken<SubmitIsland>()) {
        tell(SubmitRefused{tried.island, "no"});
    }
    pass(4000);
    auto const tried = taken<SubmitIsland>();
    ASSERT_THAT(tried, SizeIs(1));
    tell(SubmitAnswer{tried.front().island, {"7", {}}});
    pass(1);
    EXPECT_THAT(taken<SubmitIsland>(), SizeIs(3)) << "it went well";
}

TEST_F(FleetTest, stops_submitting_islands_that_never_call)
{
    submit(3);
    pass(20);
    for (auto const* const job : {"101", "102", "103"}) {
        squeue(job, JobState::failed);
    }
    static_cast<void>(taken<SubmitIsland>());
    pass(1);
    EXPECT_THAT(taken<SubmitIsland>(), IsEmpty());
    EXPECT_THAT(notes(), HasSubstr("ended before it called"));
    pass(20);
    EXPECT_THAT(taken<SubmitIsland>(), SizeIs(1)) << "one is tried";
}

TEST_F(FleetTest, drains_an_island_before_its_time_limit)
{
    submit(1);
    pass(10);
    tell(IslandConnected{"101", 8});
    squeue("101", JobState::running, "10:00");
    pass(470);
    EXPECT_THAT(taken<DrainIsland>(), IsEmpty());
    pass(15);
    EXPECT_THAT(taken<DrainIsland>(), ElementsAre(DrainIsland{"101"}));
    EXPECT_THAT(notes(), HasSubstr("island 1 (job 101) is near its time limit and drains"));
}

TEST_F(FleetTest, does_not_drain_when_the_time_limit_was_extended)
{
    submit(1);
    tell(IslandConnected{"101", 8});
    squeue("101", JobState::running, "10:00");
    pass(400);
    squeue("101", JobState::running, "1-00:00:00");
    pass(200);
    EXPECT_THAT(taken<DrainIsland>(), IsEmpty());
}

TEST_F(FleetTest, drains_islands_that_end_together_one_after_the_other)
{
    submit(4);
    for (auto const* const job : {"101", "102", "103", "104"}) {
        tell(IslandConnected{job, 8});
        squeue(job, JobState::running, "1:00:00");
    }
    std::size_t most = 0;
    for (int i = 0; i < 3600; i += 5) {
        pass(5);
        most = std::max(most, taken<DrainIsland>().size());
    }
    EXPECT_EQ(most, 1U);
}

TEST_F(FleetTest, submits_nothing_that_could_not_begin_before_the_base_job_ends)
{
    options.base_end = Seconds{100};
    work(16);
    pass(50);
    EXPECT_THAT(taken<SubmitIsland>(), IsEmpty());
    EXPECT_THAT(notes(), HasSubstr("the base job will have ended before a job could begin"));
}

TEST_F(FleetTest, lets_all_go_when_the_session_ends)
{
    submit(2);
    tell(IslandConnected{"101", 8});
    work(24);
    pass(1);
    auto const late = taken<SubmitIsland>();
    ASSERT_THAT(late, SizeIs(1));
    tell(SessionEnding{});
    EXPECT_THAT(taken<DrainIsland>(), ElementsAre(DrainIsland{"101"}));
    EXPECT_THAT(taken<CancelJob>(), ElementsAre(CancelJob{{"102", {}}, CancelScope::any}));
    tell(SubmitAnswer{late.front().island, {"103", {}}});
    EXPECT_THAT(taken<CancelJob>(), ElementsAre(CancelJob{{"103", {}}, CancelScope::any}));
    work(1000);
    pass(100);
    EXPECT_THAT(taken<SubmitIsland>(), IsEmpty());
}

TEST_F(FleetTest, does_not_take_a_jump_of_the_clock_for_a_long_idleness)
{
    submit(1);
    tell(IslandConnected{"101", 8});
    work(0);
    pass(1);
    pass(1e6);
    EXPECT_THAT(taken<DrainIsland>(), IsEmpty());
}

TEST_F(FleetTest, remembers_only_the_last_hundred_that_have_ended)
{
    options.adapts = false;
    for (int i = 0; i < 150; ++i) {
        auto const job = std::to_string(i);
        tell(IslandConnected{job, 8});
        tell(IslandDrained{job});
    }
    pass(1);
    EXPECT_THAT(fleet().islands(), SizeIs(100));
    EXPECT_EQ(fleet().islands().back().job.number, "149");
}

}  // namespace
}  // namespace atl::slurm

// What SLURM and the links say of islands.

#include "unit/slurm/fleet_harness.hpp"

namespace atl::slurm {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST_F(FleetTest, asks_for_all_jobs_at_once)
{
    submit(3);
    pass(15);
    auto const asked = taken<AskQueue>();
    ASSERT_THAT(asked, SizeIs(1));
    EXPECT_THAT(asked.front().jobs, SizeIs(3));
    pass(100);
    EXPECT_THAT(taken<AskQueue>(), IsEmpty()) << "not before the answer is there";
}

TEST_F(FleetTest, asks_less_often_while_all_islands_are_connected)
{
    submit(1);
    tell(IslandConnected{"101", 8});
    pass(6);
    ASSERT_THAT(taken<AskQueue>(), SizeIs(1)) << "for the time limit";
    squeue("101", JobState::running, "30:00");
    pass(30);
    EXPECT_THAT(taken<AskQueue>(), IsEmpty());
    pass(31);
    EXPECT_THAT(taken<AskQueue>(), SizeIs(1));
}

TEST_F(FleetTest, changes_nothing_when_squeue_is_silent_and_asks_less_often)
{
    submit(1);
    pass(15);
    static_cast<void>(taken<AskQueue>());
    static_cast<void>(notes());
    tell(QueueSilent{"no answer in time"});
    EXPECT_THAT(notes(), HasSubstr("SLURM does not tell how its jobs are (no answer in time)"));
    EXPECT_EQ(state(1), IslandState::waiting);
    pass(16);
    EXPECT_THAT(taken<AskQueue>(), IsEmpty());
    pass(15);
    EXPECT_THAT(taken<AskQueue>(), SizeIs(1));
    tell(QueueSilent{"no answer in time"});
    EXPECT_EQ(notes(), "") << "once is enough";
}

TEST_F(FleetTest, takes_an_unknown_word_for_nothing)
{
    submit(1);
    squeue("101", JobState::unknown);
    EXPECT_EQ(state(1), IslandState::waiting);
}

TEST_F(FleetTest, looks_a_job_up_that_squeue_does_not_list)
{
    submit(1);
    squeue("101", JobState::not_listed);
    EXPECT_EQ(state(1), IslandState::waiting);
    EXPECT_THAT(taken<LookUpJobs>(), ElementsAre(LookUpJobs{{{"101", {}}}}));
    tell(LookUpAnswer{{{{"101", {}}, JobState::cancelled, "CANCELLED", "", "", ""}}});
    EXPECT_EQ(state(1), IslandState::ended);
    EXPECT_EQ(reason(1), "its job has ended: cancelled");
}

TEST_F(FleetTest, gives_a_job_up_that_nobody_has_known_three_times)
{
    submit(1);
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(state(1), IslandState::waiting);
        squeue("101", JobState::not_listed);
        tell(LookUpAnswer{{{{"101", {}}, JobState::not_listed, "", "", "", ""}}});
    }
    EXPECT_EQ(state(1), IslandState::ended);
}

TEST_F(FleetTest, forgets_that_nobody_knew_a_job_once_somebody_does)
{
    submit(1);
    for (int i = 0; i < 10; ++i) {
        squeue("101", JobState::not_listed);
        tell(LookUpAnswer{{{{"101", {}}, JobState::not_listed, "", "", "", ""}}});
        squeue("101", JobState::pending);
    }
    EXPECT_EQ(state(1), IslandState::waiting);
}

TEST_F(FleetTest, believes_the_link_rather_than_squeue)
{
    submit(1);
    tell(IslandConnected{"101", 8});
    for (auto const said : {JobState::not_listed,
                            JobState::failed,
                            JobState::pending,
                            JobState::node_failed,
                            JobState::completed}) {
        squeue("101", said);
        EXPECT_EQ(state(1), IslandState::working) << to_string(said);
    }
    EXPECT_THAT(taken<LookUpJobs>(), IsEmpty());
}

TEST_F(FleetTest, learns_how_long_the_queue_is)
{
    submit(1);
    pass(95);
    squeue("101", JobState::running, "30:00");
    EXPECT_EQ(state(1), IslandState::starting);
    EXPECT_THAT(notes(), HasSubstr("island 1 (job 101) runs, after 95.00 s in the queue"));
}

TEST_F(FleetTest, asks_what_became_of_an_island_whose_link_is_gone)
{
    submit(1);
    tell(IslandConnected{"101", 8});
    pass(100);
    squeue("101", JobState::running, "30:00");
    static_cast<void>(taken<AskQueue>());
    tell(IslandLost{"101"});
    EXPECT_EQ(state(1), IslandState::lost);
    pass(1);
    EXPECT_THAT(taken<AskQueue>(), SizeIs(1)) << "at once";
    squeue("101", JobState::preempted);
    EXPECT_EQ(reason(1), "its job has ended: preempted");
}

TEST_F(FleetTest, replaces_a_lost_island)
{
    submit(1);
    tell(IslandConnected{"101", 8});
    tell(IslandLost{"101"});
    pass(1);
    EXPECT_THAT(taken<SubmitIsland>(), SizeIs(1));
}

TEST_F(FleetTest, welcomes_a_lost_island_that_calls_again)
{
    submit(1);
    tell(IslandConnected{"101", 8});
    tell(IslandLost{"101"});
    tell(IslandConnected{"101", 8});
    EXPECT_EQ(state(1), IslandState::working);
}

TEST_F(FleetTest, counts_a_requeued_job_as_waiting)
{
    submit(1);
    tell(IslandConnected{"101", 8});
    tell(IslandLost{"101"});
    squeue("101", JobState::pending, "", "BeginTime");
    EXPECT_EQ(state(1), IslandState::waiting);
    EXPECT_EQ(reason(1), "BeginTime");
}

TEST_F(FleetTest, ends_a_job_that_runs_and_does_not_call)
{
    submit(1);
    squeue("101", JobState::running, "30:00");
    pass(599);
    EXPECT_THAT(taken<CancelJob>(), IsEmpty());
    pass(1);
    EXPECT_THAT(taken<CancelJob>(), ElementsAre(CancelJob{{"101", {}}, CancelScope::any}));
    EXPECT_EQ(state(1), IslandState::ended);
}

TEST_F(FleetTest, withdraws_a_waiting_job_only_while_it_waits)
{
    submit(1);
    work(0);
    for (int i = 0; i < 70; ++i) {
        pass(1);
    }
    EXPECT_THAT(taken<CancelJob>(), ElementsAre(CancelJob{{"101", {}}, CancelScope::waiting_only}));
    EXPECT_EQ(state(1), IslandState::withdrawing);
    squeue("101", JobState::running, "30:00");
    EXPECT_EQ(state(1), IslandState::starting) << "it was too late";
}

TEST_F(FleetTest, repeats_a_withdrawal_that_was_not_heard)
{
    submit(1);
    tell(ScaleAsked{1});
    pass(1);
    ASSERT_THAT(taken<CancelJob>(), SizeIs(1));
    pass(20);
    squeue("101", JobState::pending);
    EXPECT_THAT(taken<CancelJob>(), SizeIs(1));
}

TEST_F(FleetTest, knows_a_job_that_calls_before_sbatch_has_answered)
{
    work(8);
    pass(1);
    auto const submitted = taken<SubmitIsland>();
    tell(IslandConnected{"55", 8});
    tell(SubmitAnswer{submitted.front().island, {"55", "magnus"}});
    pass(1);
    ASSERT_THAT(fleet().islands(), SizeIs(1));
    EXPECT_EQ(state(1), IslandState::working);
    EXPECT_EQ(fleet().islands().front().job.cluster, "magnus");
    EXPECT_THAT(taken<SubmitIsland>(), IsEmpty());
}

TEST_F(FleetTest, learns_from_sbatch_which_of_its_islands_called_early)
{
    work(16);
    pass(1);
    ASSERT_THAT(taken<SubmitIsland>(), SizeIs(2));
    tell(IslandConnected{"56", 8});
    tell(SubmitAnswer{IslandId{1}, {"55", {}}});
    tell(SubmitAnswer{IslandId{2}, {"56", {}}});
    ASSERT_THAT(fleet().islands(), SizeIs(2));
    EXPECT_EQ(state(1), IslandState::waiting);
    EXPECT_EQ(fleet().islands()[0].job.number, "55");
    EXPECT_EQ(state(2), IslandState::working);
    EXPECT_EQ(fleet().islands()[1].job.number, "56");
}

TEST_F(FleetTest, keeps_an_island_that_called_early_and_is_no_submission_of_its_own)
{
    work(8);
    pass(1);
    tell(IslandConnected{"77", 8});
    tell(SubmitAnswer{IslandId{1}, {"55", {}}});
    ASSERT_THAT(fleet().islands(), SizeIs(2));
    EXPECT_EQ(state(1), IslandState::waiting);
    EXPECT_EQ(state(2), IslandState::working);
    EXPECT_EQ(fleet().islands()[1].job.number, "77");
}

TEST_F(FleetTest, has_no_island_when_the_session_is_over)
{
    submit(1);
    tell(IslandConnected{"101", 8});
    tell(SessionEnding{});
    EXPECT_EQ(state(1), IslandState::draining);
    tell(SessionOver{});
    EXPECT_EQ(state(1), IslandState::ended);
    EXPECT_EQ(reason(1), "the session has ended");
}

TEST_F(FleetTest, does_not_take_an_extension_outside_slurm_for_a_job_of_its_own)
{
    work(8);
    pass(1);
    tell(IslandConnected{"", 8});
    EXPECT_EQ(state(1), IslandState::submitting);
    EXPECT_THAT(fleet().islands(), SizeIs(1));
}

TEST_F(FleetTest, adopts_the_jobs_of_a_rank_0_that_was_before)
{
    options.adapts = false;
    tell(ScaleAsked{2});
    tell(IslandAdopted{{"44", {}}});
    pass(6);
    auto const asked = taken<AskQueue>();
    ASSERT_THAT(asked, SizeIs(1));
    EXPECT_THAT(asked.front().jobs, ElementsAre(JobId{"44", {}}));
    tell(IslandConnected{"44", 8});
    EXPECT_EQ(state(1), IslandState::working);
}

TEST_F(FleetTest, drains_an_island_again_that_was_draining_when_its_link_broke)
{
    submit(1);
    tell(IslandConnected{"101", 8});
    tell(ScaleAsked{1});
    pass(1);
    ASSERT_THAT(taken<DrainIsland>(), SizeIs(1));
    tell(IslandLost{"101"});
    tell(IslandConnected{"101", 8});
    EXPECT_THAT(taken<DrainIsland>(), SizeIs(1));
    tell(IslandDrained{"101"});
    EXPECT_EQ(reason(1), "it has finished what it ran, and left");
}

}  // namespace
}  // namespace atl::slurm

#include "atoll/slurm/outcome.hpp"

namespace atl::slurm {
namespace {

using ::testing::HasSubstr;

Evidence job_in(JobState state, std::string reason = "None")
{
    Evidence evidence;
    evidence.job = JobStatus{{"7", ""}, state, "", "", std::move(reason), ""};
    return evidence;
}

TEST(Judge, believes_the_ranks_more_than_slurm)
{
    auto evidence = job_in(JobState::failed);
    evidence.written = ExitStatus::drops_failed;
    EXPECT_EQ(judge(evidence)->status, ExitStatus::drops_failed);
}

TEST(Judge, waits_while_the_job_may_go_on)
{
    EXPECT_EQ(judge(Evidence{}), std::nullopt);
    EXPECT_EQ(judge(job_in(JobState::pending)), std::nullopt);
    EXPECT_EQ(judge(job_in(JobState::running)), std::nullopt);
    EXPECT_EQ(judge(job_in(JobState::unknown)), std::nullopt);
}

TEST(Judge, tells_what_ended_a_job_that_left_no_word)
{
    EXPECT_EQ(judge(job_in(JobState::cancelled))->status, ExitStatus::cancelled);
    EXPECT_EQ(judge(job_in(JobState::timed_out))->status, ExitStatus::out_of_time);
    EXPECT_EQ(judge(job_in(JobState::node_failed))->status, ExitStatus::lost_rank);
    EXPECT_EQ(judge(job_in(JobState::preempted))->status, ExitStatus::lost_rank);
    EXPECT_EQ(judge(job_in(JobState::completed))->status, ExitStatus::lost_rank);
    EXPECT_EQ(judge(job_in(JobState::not_listed))->status, ExitStatus::lost_rank);
}

TEST(Judge, gives_slurms_reason)
{
    EXPECT_EQ(judge(job_in(JobState::failed, "NonZeroExitCode"))->sentence,
              "the job ended (NonZeroExitCode) before the session ended");
    EXPECT_THAT(judge(job_in(JobState::out_of_memory))->sentence, HasSubstr("ran out of memory"));
}

TEST(Judge, knows_who_asked_a_vanished_job_to_stop)
{
    auto evidence = job_in(JobState::not_listed);
    evidence.asked = session::StopReason::cancelled;
    EXPECT_EQ(judge(evidence)->status, ExitStatus::cancelled);
    evidence.asked = session::StopReason::out_of_time;
    EXPECT_EQ(judge(evidence)->status, ExitStatus::out_of_time);
}

TEST(Describe, has_a_sentence_for_every_exit_status)
{
    EXPECT_EQ(describe(ExitStatus::success), "every drop is where it should be");
    for (int number : {1, 2, 3, 4, 5, 6, 7, 8, 70}) {
        EXPECT_FALSE(describe(static_cast<ExitStatus>(number)).empty()) << number;
    }
}

}  // namespace
}  // namespace atl::slurm

#include "atoll/slurm/job_state.hpp"

namespace atl::slurm {
namespace {

TEST(JobState, knows_every_word_of_squeue)
{
    EXPECT_EQ(parse_job_state("PENDING"), JobState::pending);
    EXPECT_EQ(parse_job_state("COMPLETING"), JobState::running);
    EXPECT_EQ(parse_job_state("SUSPENDED"), JobState::running);
    EXPECT_EQ(parse_job_state("CANCELLED by 1000"), JobState::cancelled);
    EXPECT_EQ(parse_job_state("DEADLINE"), JobState::timed_out);
    EXPECT_EQ(parse_job_state("BOOT_FAIL"), JobState::node_failed);
    EXPECT_EQ(parse_job_state("OUT_OF_MEMORY"), JobState::out_of_memory);
    EXPECT_EQ(parse_job_state("PREEMPTED"), JobState::preempted);
}

TEST(JobState, takes_an_unknown_word_for_no_end)
{
    EXPECT_EQ(parse_job_state("DREAMING"), JobState::unknown);
    EXPECT_EQ(parse_job_state(""), JobState::unknown);
    EXPECT_FALSE(has_ended(JobState::unknown));
}

TEST(JobState, has_ended_when_it_will_never_run_again)
{
    EXPECT_FALSE(has_ended(JobState::pending));
    EXPECT_FALSE(has_ended(JobState::running));
    for (auto const state : {JobState::completed,
                             JobState::failed,
                             JobState::cancelled,
                             JobState::timed_out,
                             JobState::node_failed,
                             JobState::preempted,
                             JobState::out_of_memory,
                             JobState::not_listed}) {
        EXPECT_TRUE(has_ended(state)) << to_string(state);
    }
}

TEST(JobState, has_words_for_a_person)
{
    EXPECT_EQ(to_string(JobState::timed_out), "out of time");
    EXPECT_EQ(to_string(JobState::pending), "waiting");
    EXPECT_EQ(to_string(JobState::not_listed), "not listed by SLURM");
}

}  // namespace
}  // namespace atl::slurm

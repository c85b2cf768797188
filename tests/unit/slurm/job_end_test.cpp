#include "atoll/slurm/job_end.hpp"

#include "unit/slurm/scripted_runner.hpp"

namespace atl::slurm {
namespace {

TEST(JobEnd, is_what_the_script_found_out)
{
    EXPECT_EQ(known_job_end({{"ATOLL_JOB_END", "1800000000"}}), 1.8e9);
    EXPECT_EQ(known_job_end({{"ATOLL_JOB_END", ""}}), std::nullopt);
    EXPECT_EQ(known_job_end({{"ATOLL_JOB_END", "soon"}}), std::nullopt);
    EXPECT_EQ(known_job_end({}), std::nullopt);
}

TEST(JobEnd, follows_from_the_time_that_is_left)
{
    EXPECT_EQ(job_end_after("1:30", 1000), 1090);
    EXPECT_EQ(job_end_after("1-00:00:01", 0), 86401);
    EXPECT_EQ(job_end_after("UNLIMITED", 0), std::nullopt);
    EXPECT_EQ(job_end_after("INVALID", 0), std::nullopt);
    EXPECT_EQ(job_end_after("", 0), std::nullopt);
}

TEST(JobEnd, is_asked_of_slurm_inside_a_job_only)
{
    ScriptedRunner runner;
    SlurmClient client{runner, {}, Seconds{5}};
    EXPECT_EQ(ask_job_end(client, {}, 1000), std::nullopt);
    EXPECT_TRUE(runner.commands.empty());
    runner.answer("12|RUNNING|2:00|None|n1\n");
    EXPECT_EQ(ask_job_end(client, {{"SLURM_JOB_ID", "12"}}, 1000), 1120);
    runner.answer("", 1, "slurm_load_jobs error: Unable to contact slurm controller\n");
    EXPECT_EQ(ask_job_end(client, {{"SLURM_JOB_ID", "12"}}, 1000), std::nullopt);
}

}  // namespace
}  // namespace atl::slurm

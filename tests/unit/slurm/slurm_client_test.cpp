#include "atoll/slurm/slurm_client.hpp"

#include "unit/slurm/scripted_runner.hpp"

namespace atl::slurm {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class SlurmClientTest : public ::testing::Test {
  protected:
    ScriptedRunner runner;
    std::map<std::string, std::string> environment{{"SBATCH_TIMELIMIT", "1"},
                                                   {"SLURM_MEM_PER_NODE", "1"},
                                                   {"SLURM_CONF", "/etc/slurm.conf"},
                                                   {"OMPI_MCA_btl", "tcp,self"},
                                                   {"HOME", "/h"}};
    SlurmClient client{runner, environment, Seconds{5}};
    SubmitRequest const request{"/s/job.sbatch", "/work", "atoll:s"};

    std::string refusal()
    {
        try {
            static_cast<void>(client.submit(request));
            return "";
        } catch (Error const& error) {
            EXPECT_EQ(error.kind(), ErrorKind::slurm);
            return error.what();
        }
    }
};

TEST_F(SlurmClientTest, submits_a_script_and_learns_job_and_cluster)
{
    runner.answer("4711;magnus\n");
    EXPECT_EQ(client.submit(request), (JobId{"4711", "magnus"}));
    EXPECT_THAT(runner.commands, ElementsAre("sbatch --parsable /s/job.sbatch"));
    EXPECT_EQ(runner.last.working_directory, "/work");
    EXPECT_EQ(runner.last.timeout, std::chrono::seconds{5});
}

TEST_F(SlurmClientTest, removes_what_would_change_the_request_from_the_environment)
{
    runner.answer("1\n");
    static_cast<void>(client.submit(request));
    std::vector<std::string> removed;
    for (auto const& edit : runner.last.environment) {
        EXPECT_EQ(edit.value, std::nullopt);
        removed.push_back(edit.name);
    }
    EXPECT_THAT(removed, ElementsAre("SBATCH_TIMELIMIT", "SLURM_MEM_PER_NODE"));
}

TEST_F(SlurmClientTest, reads_the_id_below_lines_of_a_sites_wrapper)
{
    runner.answer("sbatch: welcome to the site\n\n17\n");
    EXPECT_EQ(client.submit(request).number, "17");
}

TEST_F(SlurmClientTest, shows_slurms_own_words_when_it_refuses)
{
    runner.answer("", 1, "sbatch: error: invalid partition specified: expres\nsbatch: more\n");
    EXPECT_THAT(refusal(),
                HasSubstr("sbatch refused the job (status 1: sbatch: error: invalid partition "
                          "specified: expres)"));
}

TEST_F(SlurmClientTest, refuses_an_answer_without_an_id)
{
    runner.answer("Submitted\n");
    EXPECT_THAT(refusal(), HasSubstr("sbatch answered 'Submitted', which is no job id"));
}

TEST_F(SlurmClientTest, looks_a_job_up_before_it_believes_that_none_was_made)
{
    runner.answer("", 1, "sbatch: error: Batch job submission failed: Socket timed out on send\n");
    runner.answer("16|other\n17|atoll:s\n");
    EXPECT_EQ(client.submit(request).number, "17");
    runner.time_out();
    runner.answer("16|other\n");
    EXPECT_THAT(refusal(), HasSubstr("no answer in time"));
}

TEST_F(SlurmClientTest, says_when_there_is_no_slurm)
{
    EXPECT_THAT(refusal(), HasSubstr("sbatch cannot be run (no such program)"));
}

TEST_F(SlurmClientTest, asks_for_all_jobs_of_a_cluster_at_once)
{
    runner.answer("1|RUNNING|9:58|None|n[1-2]\n3|PENDING|10:00|Priority|\n");
    runner.answer("CLUSTER: magnus\n2|COMPLETED|9:00|None|x1\n");
    std::vector<JobId> const jobs{{"1", ""}, {"2", "magnus"}, {"3", ""}};
    auto const found = client.query(jobs);
    EXPECT_THAT(runner.commands,
                ElementsAre("squeue --noheader --states=all --jobs=1,3 --format=%i|%T|%L|%r|%N",
                            "squeue --noheader --states=all --jobs=2 --format=%i|%T|%L|%r|%N "
                            "--clusters=magnus"));
    EXPECT_EQ(found[0].state, JobState::running);
    EXPECT_EQ(found[0].nodes, "n[1-2]");
    EXPECT_EQ(found[1].state, JobState::completed);
    EXPECT_EQ(found[2].reason, "Priority");
}

TEST_F(SlurmClientTest, takes_a_forgotten_job_for_one_that_is_not_listed)
{
    runner.answer("", 1, "slurm_load_jobs error: Invalid job id specified\n");
    std::vector<JobId> const jobs{{"1", ""}};
    EXPECT_EQ(client.query(jobs).front().state, JobState::not_listed);
}

TEST_F(SlurmClientTest, knows_nothing_when_squeue_fails)
{
    runner.answer("", 1, "slurm_load_jobs error: Unable to contact slurm controller\n");
    std::vector<JobId> const jobs{{"1", ""}};
    EXPECT_THROW(static_cast<void>(client.query(jobs)), Error);
}

TEST_F(SlurmClientTest, cancels_on_the_cluster_of_the_job)
{
    runner.answer("");
    EXPECT_EQ(client.cancel({"7", "magnus"}), CancelResult::asked);
    runner.answer("");
    EXPECT_EQ(client.nudge({"7", ""}), CancelResult::asked);
    EXPECT_THAT(runner.commands,
                ElementsAre("scancel --clusters=magnus 7", "scancel --batch --signal=USR1 7"));
}

TEST_F(SlurmClientTest, cancelling_a_job_that_has_ended_is_no_error)
{
    runner.answer("", 1, "scancel: error: Kill job error on job id 7: Invalid job id specified\n");
    EXPECT_EQ(client.cancel({"7", ""}), CancelResult::already_gone);
    runner.answer("", 1, "scancel: error: Access/permission denied\n");
    EXPECT_THROW(client.cancel({"7", ""}), Error);
}

}  // namespace
}  // namespace atl::slurm

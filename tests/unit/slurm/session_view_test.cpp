#include "atoll/slurm/session_view.hpp"

#include "atoll/session/refusal.hpp"

#include "unit/session/scratch_folder.hpp"
#include "unit/slurm/scripted_runner.hpp"

namespace atl::slurm {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

class SessionViewTest : public session::ScratchFolderTest {
  protected:
    session::SessionFolder const folder{scratch()};
    ScriptedRunner runner;
    SlurmClient client{runner, {}, Seconds{1}};

    void submitted(std::string const& job = "7")
    {
        session::SessionFile file;
        file.job_id = job;
        session::write_session_file(folder, file);
    }
    void at(std::uint64_t done)
    {
        session::Status status;
        status.state = session::SessionState::running;
        status.total = 10;
        status.done = done;
        status.failed = 1;
        session::write_status_file(folder, status);
    }
    SessionView view() { return view_session(folder, client, AskSlurm::yes); }
};

TEST_F(SessionViewTest, tells_why_a_job_waits)
{
    submitted();
    runner.answer("7|PENDING|10:00|Resources|\n");
    EXPECT_EQ(progress_line(view()), "waiting (Resources)");
}

TEST_F(SessionViewTest, tells_that_a_job_may_never_start)
{
    submitted();
    runner.answer("7|PENDING|10:00|PartitionTimeLimit|\n");
    EXPECT_EQ(progress_line(view()),
              "waiting (PartitionTimeLimit: more time than the queue allows; the job may never "
              "start)");
}

TEST_F(SessionViewTest, tells_how_many_drops_are_done)
{
    submitted();
    at(3);
    runner.answer("7|RUNNING|9:00|None|n1\n");
    EXPECT_EQ(progress_line(view()), "running 3 of 10 drops, 1 failed");
}

TEST_F(SessionViewTest, tells_that_a_session_is_ending_until_it_has_ended)
{
    submitted();
    at(3);
    session::request_stop(folder, session::StopReason::cancelled);
    runner.answer("7|RUNNING|9:00|None|n1\n");
    EXPECT_EQ(progress_line(view()), "ending, cancelled: 3 of 10 drops, 1 failed");
    session::write_exit_status(folder, ExitStatus::cancelled);
    EXPECT_FALSE(is_ending(view()));
}

TEST_F(SessionViewTest, tells_why_a_session_was_not_submitted)
{
    submitted("");
    session::note_refusal(folder, "sbatch refused");
    EXPECT_EQ(progress_line(view()), "not submitted: sbatch refused");
    EXPECT_EQ(job_word(view()), "-");
    EXPECT_THAT(to_json(folder, view()), HasSubstr("\"refusal\": \"sbatch refused\""));
}

TEST_F(SessionViewTest, does_not_ask_slurm_about_a_session_that_has_ended)
{
    submitted();
    at(10);
    session::write_exit_status(folder, ExitStatus::drops_failed);
    EXPECT_EQ(progress_line(view()), "ended: some drops failed; 10 of 10 drops, 1 failed");
    EXPECT_THAT(runner.commands, IsEmpty());
}

TEST_F(SessionViewTest, does_not_ask_slurm_about_a_local_session)
{
    submitted("");
    EXPECT_EQ(progress_line(view()), "starting");
    EXPECT_THAT(runner.commands, IsEmpty());
}

TEST_F(SessionViewTest, lives_with_a_silent_squeue)
{
    submitted();
    runner.time_out();
    EXPECT_EQ(progress_line(view()), "submitted");
}

TEST_F(SessionViewTest, tells_of_a_job_that_was_cancelled_while_it_waited)
{
    submitted();
    runner.answer("7|CANCELLED|10:00|None|\n");
    EXPECT_EQ(view().outcome->status, ExitStatus::cancelled);
}

TEST_F(SessionViewTest, is_written_as_json)
{
    submitted();
    at(3);
    runner.answer("7|RUNNING|9:00|None|n1\n");
    auto const text = to_json(folder, view());
    EXPECT_THAT(text, HasSubstr("\"job_id\": \"7\""));
    EXPECT_THAT(text, HasSubstr("\"done\": 3"));
    EXPECT_THAT(text, HasSubstr("\"state\": \"RUNNING\""));
}

}  // namespace
}  // namespace atl::slurm

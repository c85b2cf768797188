#include "app/session_end.hpp"

#include "atoll/session/session_file.hpp"
#include "atoll/session/status_file.hpp"

#include "unit/session/scratch_folder.hpp"
#include "unit/slurm/scripted_runner.hpp"
#include "unit/slurm/turned_clock.hpp"

namespace atl::app {
namespace {

class SessionEndTest : public session::ScratchFolderTest {
  protected:
    session::SessionFolder const folder{scratch()};
    slurm::ScriptedRunner runner;
    slurm::SlurmClient client{runner, {}, Seconds{1}};
    slurm::TurnedClock clock;
    SessionEnd end{folder, client, clock};

    void SetUp() override
    {
        session::ScratchFolderTest::SetUp();
        session::SessionFile file;
        file.job_id = "7";
        session::write_session_file(folder, file);
    }
};

TEST_F(SessionEndTest, is_reached_when_the_session_says_so)
{
    session::write_exit_status(folder, ExitStatus::success);
    EXPECT_TRUE(end.reached());
    EXPECT_TRUE(runner.commands.empty());
}

TEST_F(SessionEndTest, is_reached_when_the_job_was_cancelled_before_it_began)
{
    runner.answer("7|CANCELLED|10:00|None|\n");
    EXPECT_TRUE(end.reached());
}

TEST_F(SessionEndTest, asks_slurm_no_more_often_than_it_says)
{
    runner.answer("7|RUNNING|10:00|None|n1\n");
    EXPECT_FALSE(end.reached());
    EXPECT_FALSE(end.reached());
    EXPECT_EQ(runner.commands.size(), 1U);
}

}  // namespace
}  // namespace atl::app

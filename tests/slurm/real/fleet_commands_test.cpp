// What a fleet wants from SLURM, asked of a real one (SLURM_CONF says which).

#include "atoll/slurm/fleet_commands.hpp"

#include <cstdlib>
#include <thread>

#include "atoll/session/atomic_file.hpp"

#include "unit/session/scratch_folder.hpp"

namespace atl::slurm {
namespace {

class RealFleetCommandsTest : public session::ScratchFolderTest {
  protected:
    session::SessionFolder folder{scratch()};
    session::SessionFile session;
    ProcessRunner here;
    SystemClock clock;
    std::optional<FleetCommands> commands;
    std::optional<JobId> job;

    void SetUp() override
    {
        session::ScratchFolderTest::SetUp();
        session.work_folder = scratch().string();
        commands.emplace(folder, session, std::map<std::string, std::string>{}, here, clock, sleep);
    }
    void TearDown() override
    {
        if (job) {
            static_cast<void>(commands->perform(CancelJob{*job, CancelScope::any}));
        }
    }
    static void sleep(Seconds span)
    {
        std::this_thread::sleep_for(std::chrono::duration<double>{span.count});
    }
    void script(std::string const& options)
    {
        session::write_atomically(folder.extension_script(),
                                  "#!/bin/bash\n#SBATCH --comment=atoll:" + folder.id() +
                                      "\n#SBATCH --output=/dev/null --time=5\n" + options +
                                      "\nsleep 200\n");
    }
    void submit()
    {
        auto const answer = commands->perform(SubmitIsland{IslandId{1}});
        auto const* const taken = std::get_if<SubmitAnswer>(&*answer.event);
        ASSERT_NE(taken, nullptr) << std::get<SubmitRefused>(*answer.event).why;
        job = taken->job;
    }
    JobStatus ask()
    {
        return std::get<QueueAnswer>(*commands->perform(AskQueue{{*job}}).event).jobs.front();
    }
    JobStatus await(JobState state)
    {
        auto status = ask();
        for (int i = 0; i < 120 && status.state != state; ++i) {
            sleep(Seconds{0.5});
            status = ask();
        }
        return status;
    }
};

TEST_F(RealFleetCommandsTest, withdraws_a_job_that_waits)
{
    script("#SBATCH --hold");
    submit();
    EXPECT_EQ(commands->via(), (config::SubmitVia{config::SubmitVia::Way::local, {}}));
    EXPECT_EQ(await(JobState::pending).reason, "JobHeldUser");
    static_cast<void>(commands->perform(CancelJob{*job, CancelScope::waiting_only}));
    EXPECT_EQ(await(JobState::cancelled).state, JobState::cancelled);
}

TEST_F(RealFleetCommandsTest, does_not_withdraw_a_job_that_runs_and_sees_its_time_limit)
{
    script("");
    submit();
    auto const running = await(JobState::running);
    ASSERT_EQ(running.state, JobState::running);
    auto const left = parse_slurm_time(running.time_left);
    ASSERT_TRUE(left) << running.time_left;
    EXPECT_GT(left->count, 60);
    EXPECT_LE(left->count, 300);
    static_cast<void>(commands->perform(CancelJob{*job, CancelScope::waiting_only}));
    sleep(Seconds{1});
    EXPECT_EQ(ask().state, JobState::running);
    auto const looked_up = commands->perform(LookUpJobs{{*job}});
    EXPECT_EQ(std::get<LookUpAnswer>(*looked_up.event).jobs.front().state, JobState::running);
}

TEST_F(RealFleetCommandsTest, hands_on_a_refusal)
{
    script("#SBATCH --partition=absent");
    auto const answer = commands->perform(SubmitIsland{IslandId{1}});
    EXPECT_THAT(std::get<SubmitRefused>(*answer.event).why,
                ::testing::HasSubstr("invalid partition specified: absent"));
}

TEST_F(RealFleetCommandsTest, knows_nothing_of_a_job_that_never_was)
{
    JobId const absent{"999999", {}};
    auto const answer = commands->perform(LookUpJobs{{absent}});
    EXPECT_EQ(std::get<LookUpAnswer>(*answer.event).jobs.front().state, JobState::not_listed);
}

}  // namespace
}  // namespace atl::slurm

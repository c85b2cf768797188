#include "atoll/slurm/fleet_commands.hpp"

#include "atoll/session/atomic_file.hpp"

#include "unit/session/scratch_folder.hpp"
#include "unit/slurm/scripted_runner.hpp"
#include "unit/slurm/turned_clock.hpp"

namespace atl::slurm {
namespace {

using ::testing::HasSubstr;

class FleetCommandsTest : public session::ScratchFolderTest {
  protected:
    session::SessionFolder folder{scratch()};
    session::SessionFile session;
    ScriptedRunner here;
    TurnedClock clock;

    void script(std::string const& lines)
    {
        session::write_atomically(folder.extension_script(), lines);
    }
    FleetCommands commands()
    {
        session.scaling.submit_via = "local";
        session.scaling.nodes_per_island = 2;
        return {folder, session, {}, here, clock, [](Seconds) {}};
    }
};

TEST_F(FleetCommandsTest, submit_with_a_comment_that_only_this_island_has)
{
    script("#SBATCH --comment=atoll:" + folder.id() + "\n");
    here.answer("4711\n");
    auto const answer = commands().perform(SubmitIsland{IslandId{3}});
    EXPECT_EQ(std::get<SubmitAnswer>(*answer.event).job.number, "4711");
    EXPECT_EQ(here.commands.front(),
              "sbatch --parsable --nodes=2 --ntasks=2 --comment=atoll:" + folder.id() + ":3 " +
                  folder.extension_script().string());
    EXPECT_THAT(answer.notes,
                ::testing::ElementsAre("extension jobs are submitted from this node"));
}

TEST_F(FleetCommandsTest, leave_the_users_own_comment_alone)
{
    script("#SBATCH --comment=project-7\n");
    here.answer("4711\n");
    static_cast<void>(commands().perform(SubmitIsland{IslandId{3}}));
    EXPECT_THAT(here.commands.front(), ::testing::Not(HasSubstr("--comment")));
}

TEST_F(FleetCommandsTest, find_a_job_of_which_sbatch_told_nothing)
{
    script("#SBATCH --comment=atoll:" + folder.id() + "\n");
    here.time_out();
    here.answer("88|atoll:" + folder.id() + ":2\n99|atoll:" + folder.id() + ":3\n");
    auto const answer = commands().perform(SubmitIsland{IslandId{3}});
    EXPECT_EQ(std::get<SubmitAnswer>(*answer.event).job.number, "99");
}

TEST_F(FleetCommandsTest, hand_on_why_slurm_refuses)
{
    script("");
    here.answer("", 1, "sbatch: error: QOSMaxSubmitJobPerUserLimit\n");
    auto const answer = commands().perform(SubmitIsland{IslandId{1}});
    EXPECT_THAT(std::get<SubmitRefused>(*answer.event).why,
                HasSubstr("QOSMaxSubmitJobPerUserLimit"));
}

TEST_F(FleetCommandsTest, report_silence_as_silence)
{
    here.time_out();
    auto const answer = commands().perform(AskQueue{{{"1", {}}}});
    EXPECT_THAT(std::get<QueueSilent>(*answer.event).why, HasSubstr("no answer in time"));
}

TEST_F(FleetCommandsTest, ask_controller_then_accounting_for_a_missing_job)
{
    here.answer("", 1, "slurm_load_jobs error: Invalid job id specified");
    here.answer("7|CANCELLED by 1000\n7.batch|CANCELLED\n");
    auto const answer = commands().perform(LookUpJobs{{{"7", {}}}});
    EXPECT_EQ(std::get<LookUpAnswer>(*answer.event).jobs.front().state, JobState::cancelled);
    EXPECT_EQ(here.commands.front(), "scontrol --oneliner show job 7");
}

TEST_F(FleetCommandsTest, withdraw_only_what_still_waits)
{
    here.answer("");
    EXPECT_FALSE(commands().perform(CancelJob{{"7", {}}, CancelScope::waiting_only}).event);
    EXPECT_EQ(here.commands.front(), "scancel --state=PENDING 7");
}

}  // namespace
}  // namespace atl::slurm

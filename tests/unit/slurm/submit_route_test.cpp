#include "atoll/slurm/submit_route.hpp"

#include "unit/session/scratch_folder.hpp"
#include "unit/slurm/scripted_runner.hpp"
#include "unit/slurm/turned_clock.hpp"

namespace atl::slurm {
namespace {

using config::SubmitVia;
using Way = SubmitVia::Way;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class SubmitRouteTest : public session::ScratchFolderTest {
  protected:
    ScriptedRunner here;
    TurnedClock clock;
    std::map<std::string, std::string> environment{{"SLURM_SUBMIT_HOST", "login1"}};

    SubmitRoute find(SubmitVia const& wanted = {})
    {
        return find_submit_route(wanted,
                                 {here,
                                  clock,
                                  [](Seconds) {},
                                  scratch() / "spool",
                                  "/s/extension.sbatch",
                                  "imaging_x",
                                  environment,
                                  Seconds{5}});
    }
};

TEST_F(SubmitRouteTest, is_this_node_when_sbatch_would_take_the_job)
{
    here.answer("", 0, "sbatch: Job 4 to start at ...");
    EXPECT_EQ(find().via, (SubmitVia{Way::local, {}}));
    EXPECT_EQ(here.commands.front(), "sbatch --test-only /s/extension.sbatch");
}

TEST_F(SubmitRouteTest, is_this_node_when_slurm_refuses_the_job_for_its_own_sake)
{
    here.answer("", 1, "sbatch: error: QOSMaxSubmitJobPerUserLimit");
    here.answer("");
    EXPECT_EQ(find().via.way, Way::local);
}

TEST_F(SubmitRouteTest, goes_through_ssh_where_compute_nodes_may_not_submit)
{
    here.answer("", 1, "sbatch: error: Access/permission denied\n");
    here.answer("", 0);
    auto const route = find();
    EXPECT_EQ(route.via, (SubmitVia{Way::ssh, "login1"}));
    EXPECT_THAT(route.sentence, HasSubstr("this node cannot submit jobs (sbatch: error: Access"));
    EXPECT_THAT(here.commands, SizeIs(2));
}

TEST_F(SubmitRouteTest, is_the_spool_folder_when_nothing_else_works)
{
    here.answer("", 127, "sbatch: command not found");
    here.answer("", 255, "ssh: connect to host login1 port 22: No route to host");
    auto const route = find();
    EXPECT_EQ(route.via.way, Way::spool);
    EXPECT_THAT(route.sentence, HasSubstr("No route to host"));
    EXPECT_THAT(route.sentence, HasSubstr("`atoll scaler imaging_x`"));
    EXPECT_TRUE(std::filesystem::is_directory(scratch() / "spool"));
}

TEST_F(SubmitRouteTest, tries_nothing_when_it_was_told)
{
    EXPECT_EQ(find({Way::local, {}}).via.way, Way::local);
    EXPECT_EQ(find({Way::ssh, "h"}).via.host, "h");
    EXPECT_EQ(find({Way::spool, {}}).via.way, Way::spool);
    EXPECT_THAT(here.commands, SizeIs(0));
}

TEST_F(SubmitRouteTest, copes_without_a_host_of_submission)
{
    environment.clear();
    EXPECT_EQ(find().via.way, Way::spool) << "sbatch cannot be run at all";
}

}  // namespace
}  // namespace atl::slurm

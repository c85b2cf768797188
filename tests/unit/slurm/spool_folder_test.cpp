#include "atoll/slurm/spool_folder.hpp"

#include "atoll/core/error.hpp"
#include "atoll/session/atomic_file.hpp"

#include "unit/session/scratch_folder.hpp"
#include "unit/slurm/scripted_runner.hpp"

namespace atl::slurm {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class SpoolFolderTest : public session::ScratchFolderTest {
  protected:
    SpoolFolder spool{scratch()};
    ScriptedRunner runner;

    static process::CommandRequest request(std::vector<std::string> argv)
    {
        process::CommandRequest asked;
        asked.argv = std::move(argv);
        asked.working_directory = "/w";
        asked.timeout = std::chrono::milliseconds{7000};
        return asked;
    }
};

TEST_F(SpoolFolderTest, gives_each_request_its_answer)
{
    spool.ask("1", request({"sbatch", "a b"}));
    runner.answer("4711\n", 3, "no\n");
    EXPECT_EQ(spool.answer("1"), std::nullopt);
    EXPECT_EQ(spool.serve(runner, {}), 1U);
    EXPECT_THAT(runner.commands, ElementsAre("sbatch a b"));
    EXPECT_EQ(runner.last.working_directory, "/w");
    EXPECT_EQ(runner.last.timeout, std::chrono::milliseconds{7000});
    auto const answer = spool.answer("1");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->output, "4711\n");
    EXPECT_EQ(answer->exit_code, 3);
    EXPECT_EQ(answer->errors, "no\n");
    EXPECT_TRUE(std::filesystem::is_empty(scratch())) << "nothing is left behind";
}

TEST_F(SpoolFolderTest, serves_in_the_order_of_the_requests)
{
    spool.ask("02", request({"squeue", "2"}));
    spool.ask("01", request({"squeue", "1"}));
    runner.answer("");
    runner.answer("");
    EXPECT_EQ(spool.serve(runner, {}), 2U);
    EXPECT_THAT(runner.commands, ElementsAre("squeue 1", "squeue 2"));
    EXPECT_EQ(spool.serve(runner, {}), 0U);
}

TEST_F(SpoolFolderTest, runs_nothing_but_slurms_commands)
{
    spool.ask("1", request({"bash", "-c", "true"}));
    spool.ask("2", request({}));
    session::write_atomically(scratch() / "3.request", "{\"argv\": 3}");
    EXPECT_EQ(spool.serve(runner, {}), 3U);
    EXPECT_THAT(runner.commands, IsEmpty());
    EXPECT_THAT(spool.answer("1")->errors, HasSubstr("'bash' is none of sbatch, squeue"));
    EXPECT_EQ(spool.answer("2")->exit_code, 126);
    EXPECT_THAT(spool.answer("3")->errors, HasSubstr("damaged"));
}

TEST_F(SpoolFolderTest, tells_when_the_program_is_missing)
{
    spool.ask("1", request({"sbatch"}));
    EXPECT_EQ(spool.serve(runner, {}), 1U);
    EXPECT_THAT(spool.answer("1")->errors, HasSubstr("no such program"));
}

TEST_F(SpoolFolderTest, takes_a_request_back_only_while_nobody_has_it)
{
    spool.ask("1", request({"sbatch"}));
    EXPECT_TRUE(spool.take_back("1"));
    EXPECT_EQ(spool.serve(runner, {}), 0U);
    EXPECT_FALSE(spool.take_back("1"));
}

TEST_F(SpoolFolderTest, is_empty_when_it_does_not_exist)
{
    EXPECT_EQ((SpoolFolder{scratch() / "absent"}.serve(runner, {})), 0U);
}

}  // namespace
}  // namespace atl::slurm

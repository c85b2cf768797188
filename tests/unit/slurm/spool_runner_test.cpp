#include "atoll/slurm/spool_runner.hpp"

#include "atoll/core/error.hpp"
#include "atoll/slurm/spool_folder.hpp"

#include "unit/session/scratch_folder.hpp"
#include "unit/slurm/scripted_runner.hpp"
#include "unit/slurm/turned_clock.hpp"

namespace atl::slurm {
namespace {

class SpoolRunnerTest : public session::ScratchFolderTest {
  protected:
    std::filesystem::path folder{scratch() / "spool"};
    TurnedClock clock;
    ScriptedRunner there;
    process::CommandRequest request;

    void SetUp() override
    {
        session::ScratchFolderTest::SetUp();
        request.argv = {"sbatch", "x"};
        request.timeout = std::chrono::seconds{10};
    }
    // Somebody serves the folder from the \p looks-th look on; never when it is 0.
    SpoolRunner runner(int looks)
    {
        return {folder, clock, [this, looks, seen = 0](Seconds span) mutable {
                    clock.advance(span);
                    if (++seen == looks) {
                        static_cast<void>(SpoolFolder{folder}.serve(there, {}));
                    }
                }};
    }
};

TEST_F(SpoolRunnerTest, returns_what_the_other_side_found)
{
    there.answer("4711\n");
    EXPECT_EQ(runner(3).run(request).output, "4711\n");
    EXPECT_TRUE(std::filesystem::is_empty(folder));
}

TEST_F(SpoolRunnerTest, takes_the_request_back_when_nobody_serves)
{
    EXPECT_THROW(static_cast<void>(runner(0).run(request)), Error);
    EXPECT_TRUE(std::filesystem::is_empty(folder)) << "it must not be run later on";
}

TEST_F(SpoolRunnerTest, is_unsure_when_the_request_was_taken_and_never_answered)
{
    SpoolRunner slow{folder, clock, [this](Seconds span) {
                         clock.advance(span);
                         for (auto const& file : std::filesystem::directory_iterator{folder}) {
                             if (file.path().extension() == ".request") {
                                 std::filesystem::rename(file.path(), folder / "x.taken");
                             }
                         }
                     }};
    EXPECT_TRUE(slow.run(request).timed_out);
}

}  // namespace
}  // namespace atl::slurm

#include "atoll/session/status_file.hpp"

#include "atoll/session/atomic_file.hpp"

#include "unit/session/scratch_folder.hpp"

namespace atl::session {
namespace {

using ::testing::HasSubstr;

class StatusFileTest : public ScratchFolderTest {
  protected:
    SessionFolder const folder{scratch()};
};

TEST_F(StatusFileTest, is_read_as_it_was_written)
{
    Status status;
    status.state = SessionState::ended;
    status.total = 10;
    status.done = 10;
    status.failed = 1;
    status.drops = {{"FINISHED", 4}, {"ERROR", 1}, {"COMPLETED", 5}};
    status.started = 1.5;
    status.updated = 3;
    status.ended = 2.5;
    status.ranks_lost = {3};
    status.failures = {{"1_0", "clean", "exit status 3"}};
    status.outcome = ExitStatus::drops_failed;
    write_status_file(folder, status);
    EXPECT_EQ(read_status_file(folder), status);
}

TEST_F(StatusFileTest, may_be_absent)
{
    EXPECT_EQ(read_status_file(folder), std::nullopt);
}

TEST_F(StatusFileTest, with_an_unknown_state_is_an_error_with_its_name)
{
    write_atomically(folder.status_file(), R"({"state": "resting"})");
    try {
        static_cast<void>(read_status_file(folder));
        FAIL();
    } catch (Error const& error) {
        EXPECT_THAT(error.what(), HasSubstr("unknown session state 'resting'"));
        EXPECT_THAT(error.what(), HasSubstr("status.json"));
    }
}

TEST_F(StatusFileTest, that_is_cut_off_is_called_damaged)
{
    write_atomically(folder.status_file(), R"({"state": "run)");
    EXPECT_THROW(static_cast<void>(read_status_file(folder)), Error);
}

TEST_F(StatusFileTest, exit_status_is_a_number_of_its_own)
{
    EXPECT_EQ(read_exit_status(folder), std::nullopt);
    write_exit_status(folder, ExitStatus::out_of_time);
    EXPECT_EQ(read_text(folder.exit_status()), "8\n");
    EXPECT_EQ(read_exit_status(folder), ExitStatus::out_of_time);
}

TEST_F(StatusFileTest, an_exit_status_nobody_defined_counts_as_absent)
{
    write_atomically(folder.exit_status(), "137\n");
    EXPECT_EQ(read_exit_status(folder), std::nullopt);
}

}  // namespace
}  // namespace atl::session

#include "app/require_over.hpp"

#include "atoll/core/error.hpp"
#include "atoll/session/session_file.hpp"
#include "atoll/session/session_lock.hpp"
#include "atoll/session/status_file.hpp"
#include "atoll/session/stop_request.hpp"

#include "unit/session/scratch_folder.hpp"
#include "unit/slurm/scripted_runner.hpp"

namespace atl::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Property;
using ::testing::Throws;
using ::testing::ThrowsMessage;

class RequireOverTest : public session::ScratchFolderTest {
  protected:
    session::SessionFolder const folder{scratch()};
    slurm::ScriptedRunner runner;
    slurm::SlurmClient client{runner, {}, Seconds{1}};

    void submitted(std::string const& job)
    {
        session::SessionFile file;
        file.job_id = job;
        session::write_session_file(folder, file);
    }
    void ask() { require_over(folder, client); }
};

TEST_F(RequireOverTest, a_session_that_wrote_its_outcome_is_over_whatever_slurm_says)
{
    submitted("7");
    session::write_exit_status(folder, ExitStatus::success);
    EXPECT_NO_THROW(ask());
}

TEST_F(RequireOverTest, a_session_whose_job_is_gone_is_over)
{
    submitted("7");
    runner.answer("7|CANCELLED|0:00|None|\n");
    EXPECT_NO_THROW(ask());
}

TEST_F(RequireOverTest, a_local_session_that_nobody_runs_is_over)
{
    submitted("");
    EXPECT_NO_THROW(ask());
}

TEST_F(RequireOverTest, a_session_in_the_queue_is_not)
{
    submitted("7");
    runner.answer("7|PENDING|10:00|Resources|\n");
    EXPECT_THAT([this] { ask(); },
                ThrowsMessage<Error>(AllOf(HasSubstr("has not ended"), HasSubstr("Resources"))));
}

TEST_F(RequireOverTest, a_session_that_a_process_runs_is_not_and_its_owner_is_named)
{
    submitted("");
    session::SessionLock const lock{folder, "process 4711 on n12"};
    EXPECT_THAT([this] { ask(); }, ThrowsMessage<Error>(HasSubstr("process 4711 on n12")));
}

TEST_F(RequireOverTest, a_session_that_is_ending_needs_patience_only)
{
    submitted("7");
    session::request_stop(folder, session::StopReason::cancelled);
    runner.answer("7|RUNNING|9:00|None|n1\n");
    EXPECT_THAT([this] { ask(); }, ThrowsMessage<Error>(HasSubstr("wait a little")));
}

TEST_F(RequireOverTest, nothing_is_known_of_a_session_when_slurm_does_not_answer)
{
    submitted("7");
    runner.time_out();
    EXPECT_THAT([this] { ask(); }, Throws<Error>(Property(&Error::kind, ErrorKind::slurm)));
}

}  // namespace
}  // namespace atl::app

#include "atoll/session/stop_request.hpp"

#include "atoll/session/atomic_file.hpp"

#include "unit/session/scratch_folder.hpp"

namespace atl::session {
namespace {

class StopRequestTest : public ScratchFolderTest {
  protected:
    SessionFolder const folder{scratch()};
};

TEST_F(StopRequestTest, is_absent_until_somebody_asks)
{
    EXPECT_EQ(stop_requested(folder), std::nullopt);
}

TEST_F(StopRequestTest, keeps_the_first_reason)
{
    request_stop(folder, StopReason::out_of_time);
    request_stop(folder, StopReason::cancelled);
    EXPECT_EQ(stop_requested(folder), StopReason::out_of_time);
}

TEST_F(StopRequestTest, understands_what_the_job_script_writes)
{
    write_atomically(folder.stop_request(), "cancelled\n");
    EXPECT_EQ(stop_requested(folder), StopReason::cancelled);
}

TEST_F(StopRequestTest, with_other_words_counts_as_absent)
{
    write_atomically(folder.stop_request(), "perhaps\n");
    EXPECT_EQ(stop_requested(folder), std::nullopt);
}

}  // namespace
}  // namespace atl::session

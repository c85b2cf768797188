#include "atoll/session/refusal.hpp"

#include "unit/session/scratch_folder.hpp"

namespace atl::session {
namespace {

class RefusalTest : public ScratchFolderTest {};

TEST_F(RefusalTest, is_kept_until_a_job_is_taken)
{
    SessionFolder const folder{scratch()};
    EXPECT_EQ(refusal(folder), std::nullopt);
    note_refusal(folder, "sbatch: error: invalid partition");
    EXPECT_EQ(refusal(folder), "sbatch: error: invalid partition");
    forget_refusal(folder);
    EXPECT_EQ(refusal(folder), std::nullopt);
}

}  // namespace
}  // namespace atl::session

#include "atoll/session/scale_request.hpp"

#include "atoll/session/atomic_file.hpp"

#include "unit/session/scratch_folder.hpp"

namespace atl::session {
namespace {

class ScaleRequestTest : public ScratchFolderTest {
  protected:
    SessionFolder folder{scratch()};
};

TEST_F(ScaleRequestTest, is_absent_until_somebody_asks)
{
    EXPECT_EQ(scale_requested(folder), std::nullopt);
}

TEST_F(ScaleRequestTest, is_read_as_it_was_made)
{
    request_scale(folder, 12);
    EXPECT_EQ(scale_requested(folder)->nodes, 12U);
    request_scale(folder, std::nullopt);
    EXPECT_EQ(scale_requested(folder)->nodes, std::nullopt);
}

TEST_F(ScaleRequestTest, has_another_number_when_it_is_made_again)
{
    request_scale(folder, 2);
    auto const first = scale_requested(folder);
    request_scale(folder, 2);
    EXPECT_NE(scale_requested(folder), first);
}

TEST_F(ScaleRequestTest, that_cannot_be_understood_is_none)
{
    for (auto const* const text : {"", "many 1\n", "3\n", "3 x\n", "-1 2\n"}) {
        write_atomically(folder.scale_request(), text);
        EXPECT_EQ(scale_requested(folder), std::nullopt) << text;
    }
}

}  // namespace
}  // namespace atl::session

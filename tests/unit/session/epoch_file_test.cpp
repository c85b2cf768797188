#include "atoll/session/epoch_file.hpp"

#include <fstream>

#include <gmock/gmock.h>

#include "atoll/core/error.hpp"

#include "unit/session/scratch_folder.hpp"

namespace atl::session {
namespace {

class EpochFileTest : public ScratchFolderTest {
  protected:
    SessionFolder folder{scratch()};
};

TEST_F(EpochFileTest, says_which_epoch_began_last)
{
    write_epoch(folder, 12);
    write_epoch(folder, 3);
    EXPECT_EQ(read_epoch(folder), 3U);
}

TEST_F(EpochFileTest, says_nothing_when_it_is_not_there)
{
    EXPECT_EQ(read_epoch(folder), std::nullopt);
}

TEST_F(EpochFileTest, says_nothing_when_it_was_not_written_to_its_end)
{
    std::ofstream{folder.path() / "epoch"} << "00000000";
    EXPECT_EQ(read_epoch(folder), std::nullopt);
}

TEST_F(EpochFileTest, that_cannot_be_written_is_an_error)
{
    std::filesystem::create_directory(folder.path() / "epoch");
    EXPECT_THAT([&] { write_epoch(folder, 1); },
                ::testing::ThrowsMessage<Error>(::testing::HasSubstr("epoch")));
}

}  // namespace
}  // namespace atl::session

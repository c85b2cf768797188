#include "atoll/session/link_file.hpp"

#include <fstream>

#include "atoll/core/error.hpp"

#include "unit/session/scratch_folder.hpp"

namespace atl::session {
namespace {

class LinkFileTest : public ScratchFolderTest {
  protected:
    SessionFolder const folder{scratch()};
};

TEST_F(LinkFileTest, comes_back_as_it_was_and_is_private)
{
    write_link_file(folder, {"00f3@10.1.0.7:41807", 3});
    EXPECT_EQ(read_link_file(folder), (LinkFile{"00f3@10.1.0.7:41807", 3}));
    EXPECT_EQ(std::filesystem::status(folder.link_file()).permissions() &
                  std::filesystem::perms::others_all,
              std::filesystem::perms::none);
}

TEST_F(LinkFileTest, is_nothing_before_rank_0_listens)
{
    EXPECT_EQ(read_link_file(folder), std::nullopt);
}

TEST_F(LinkFileTest, is_nothing_after_rank_0_has_ended)
{
    write_link_file(folder, {"00f3@10.1.0.7:41807", 0});
    remove_link_file(folder);
    EXPECT_EQ(read_link_file(folder), std::nullopt);
    remove_link_file(folder);
}

TEST_F(LinkFileTest, that_is_damaged_is_named)
{
    std::ofstream{folder.link_file()} << "{";
    try {
        static_cast<void>(read_link_file(folder));
        FAIL() << "nothing was thrown";
    } catch (Error const& error) {
        EXPECT_THAT(error.what(), ::testing::HasSubstr("link.json' is damaged"));
    }
}

}  // namespace
}  // namespace atl::session

#include "atoll/runtime/leavings.hpp"

#include <fstream>

#include <gmock/gmock.h>

#include "support/drops/graph_session.hpp"

namespace atl::runtime {
namespace {

namespace fs = std::filesystem;

TEST(Leavings, are_removed_wherever_they_are_and_nothing_else_is)
{
    atl::test::TempFolder const folder;
    for (auto const* const part : {".part-0011", "deeper/.part-0022", "deeper/.part-0022/sub"}) {
        fs::create_directories(folder.path() / part);
        std::ofstream{folder.path() / part / "half.txt"} << "ha";
    }
    std::ofstream{folder.path() / "deeper/whole.txt"} << "whole";
    std::ofstream{folder.path() / ".part-of-a-user"} << "a file";
    EXPECT_EQ(remove_leavings(folder.path()), 2U);
    EXPECT_FALSE(fs::exists(folder.path() / ".part-0011"));
    EXPECT_FALSE(fs::exists(folder.path() / "deeper/.part-0022"));
    EXPECT_TRUE(fs::exists(folder.path() / "deeper/whole.txt"));
    EXPECT_TRUE(fs::exists(folder.path() / ".part-of-a-user"));
}

TEST(Leavings, are_none_in_a_folder_that_is_not_there)
{
    EXPECT_EQ(remove_leavings("/no/such/folder"), 0U);
}

TEST(Leavings, are_not_looked_for_behind_links)
{
    atl::test::TempFolder const folder;
    atl::test::TempFolder const elsewhere;
    fs::create_directories(elsewhere.path() / ".part-0033");
    fs::create_directory_symlink(elsewhere.path(), folder.path() / "link");
    EXPECT_EQ(remove_leavings(folder.path()), 0U);
    EXPECT_TRUE(fs::exists(elsewhere.path() / ".part-0033"));
}

}  // namespace
}  // namespace atl::runtime

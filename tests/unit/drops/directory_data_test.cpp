#include "drops/data/directory_data.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

#include "support/drops/graph_session.hpp"

namespace atl::drops {
namespace {

class DirectoryDataTest : public ::testing::Test {
  protected:
    DirectoryData kind(FolderCreation creation) const
    {
        return DirectoryData{{{"ms/", "", "", folder.path()}, {}, creation, AfterUse::keep}};
    }
    test::TempFolder folder;
};

TEST_F(DirectoryDataTest, leaves_it_to_the_producer_to_make_the_folder)
{
    auto const at_end = kind(FolderCreation::at_completion);
    auto const content = at_end.make({{"uid", "", ""}, Standing::owner, true, true, ""});
    EXPECT_EQ(content->contribute({})->path().parent_path().parent_path(), folder.path());
    EXPECT_FALSE(std::filesystem::exists(content->path()));
    static_cast<void>(content->publish());
    EXPECT_TRUE(std::filesystem::is_directory(content->path()));
}

TEST_F(DirectoryDataTest, makes_it_before_use_when_the_graph_asks_for_it)
{
    auto const before = kind(FolderCreation::before_use);
    auto const content = before.make({{"uid", "", ""}, Standing::owner, true, true, ""});
    EXPECT_TRUE(std::filesystem::is_directory(content->contribute({})->path()));
}

TEST_F(DirectoryDataTest, makes_nothing_outside_of_the_session_that_no_app_makes)
{
    DirectoryData const outside{
        {{(folder.path() / "user" / "in").string(), "", "", folder.path() / "session"},
         {},
         FolderCreation::at_completion,
         AfterUse::keep}};
    auto const content = outside.make({{"uid", "", ""}, Standing::owner, false, false, ""});
    EXPECT_EQ(content->publish(), 0U);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "user"));
}

TEST_F(DirectoryDataTest, must_be_there_when_the_graph_says_so)
{
    DirectoryData const wanted{
        {{"ms/", "", "", folder.path()}, {}, FolderCreation::at_completion, AfterUse::keep, true}};
    auto const content = wanted.make({{"uid", "", ""}, Standing::owner, false, false, ""});
    EXPECT_THROW(static_cast<void>(content->publish()), Error);
    EXPECT_FALSE(std::filesystem::exists(content->path()));
    std::filesystem::create_directories(content->path());
    EXPECT_NO_THROW(static_cast<void>(content->publish()));
}

TEST_F(DirectoryDataTest, has_no_bytes)
{
    auto const any = kind(FolderCreation::at_completion);
    auto const content = any.make({{"uid", "", ""}, Standing::owner, true, true, ""});
    EXPECT_THROW(static_cast<void>(content->read()), Error);
    EXPECT_THROW(content->contribute({})->write({}), Error);
}

TEST_F(DirectoryDataTest, goes_with_all_it_holds)
{
    auto const any = kind(FolderCreation::at_completion);
    auto const content = any.make({{"uid", "", ""}, Standing::owner, true, true, ""});
    std::filesystem::create_directories(content->path() / "a" / "b");
    content->remove();
    EXPECT_FALSE(std::filesystem::exists(content->path()));
}

}  // namespace
}  // namespace atl::drops

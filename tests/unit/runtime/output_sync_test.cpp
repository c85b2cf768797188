#include "runtime/output_sync.hpp"

#include <cerrno>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/drops/graph_session.hpp"

namespace atl::runtime {
namespace {

TEST(OutputSync, flushes_a_file_and_the_folder_that_names_it)
{
    test::TempFolder folder;
    std::ofstream{folder.path() / "a.txt"} << "content";
    OutputSync sync;
    EXPECT_EQ(sync.flush(folder.path() / "a.txt"), 0);
    EXPECT_EQ(sync.flush_names(), 0);
}

TEST(OutputSync, flushes_a_folder_with_all_that_is_in_it)
{
    test::TempFolder folder;
    std::filesystem::create_directories(folder.path() / "out" / "inner");
    std::ofstream{folder.path() / "out" / "inner" / "b"} << "content";
    OutputSync sync;
    EXPECT_EQ(sync.flush(folder.path() / "out"), 0);
}

TEST(OutputSync, tells_of_a_file_that_is_not_there)
{
    test::TempFolder folder;
    OutputSync sync;
    EXPECT_EQ(sync.flush(folder.path() / "gone" / "x"), ENOENT);
    EXPECT_EQ(sync.flush_names(), 0) << "there is no name to flush";
}

TEST(OutputSync, flushes_many_files_at_once_and_tells_of_each)
{
    test::TempFolder folder;
    std::vector<std::filesystem::path> paths;
    for (int i = 0; i < 100; ++i) {
        paths.push_back(folder.path() / std::to_string(i));
        if (i != 40) {
            std::ofstream{paths.back()} << i;
        }
    }
    OutputSync sync;
    int calls = 0;
    auto const errors = sync.flush(paths, [&calls] { ++calls; });
    ASSERT_EQ(errors.size(), paths.size());
    for (int i = 0; i < 100; ++i) {
        EXPECT_EQ(errors[static_cast<std::size_t>(i)], i == 40 ? ENOENT : 0) << i;
    }
    EXPECT_LE(calls, 100);
    EXPECT_EQ(sync.flush_names(), 0);
}

TEST(OutputSync, has_nothing_to_flush_of_a_device)
{
    OutputSync sync;
    EXPECT_EQ(sync.flush("/dev/null"), 0);
}

}  // namespace
}  // namespace atl::runtime

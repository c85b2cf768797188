#include "atoll/process/program_path.hpp"

#include <array>
#include <cerrno>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace atl::process {
namespace {

TEST(FindProgram, takes_the_first_folder_that_has_it)
{
    EXPECT_EQ(find_program("sh", "/nowhere:/bin:/usr/bin"), "/bin/sh");
}

TEST(FindProgram, leaves_a_path_alone)
{
    EXPECT_EQ(find_program("./x/y", "/bin"), "./x/y");
}

TEST(FindProgram, finds_no_folder_and_no_plain_file)
{
    EXPECT_EQ(find_program("ssl", "/etc"), std::nullopt);
    EXPECT_EQ(find_program("passwd", "/etc"), std::nullopt);
    EXPECT_EQ(find_program("", "/bin"), std::nullopt);
}

TEST(SearchPath, falls_back_to_the_system_folders)
{
    std::array<char const*, 2> const without{"HOME=/", nullptr};
    std::array<char const*, 3> const with{"HOME=/", "PATH=/a:/b", nullptr};
    EXPECT_EQ(search_path(without.data()), "/usr/local/bin:/usr/bin:/bin");
    EXPECT_EQ(search_path(with.data()), "/a:/b");
}

TEST(StartProblem, tells_each_cause_apart)
{
    EXPECT_EQ(start_problem("x", "/a", ENOENT), "program 'x' was not found in PATH '/a'");
    EXPECT_EQ(start_problem("/x", "/a", ENOENT),
              "program '/x' does not exist, or its interpreter does not");
    EXPECT_THAT(start_problem("x", "/a", E2BIG),
                ::testing::HasSubstr("larger than the system allows"));
    EXPECT_EQ(start_problem("x", "/a", ENOMEM),
              "program 'x' cannot be started (Cannot allocate memory)");
}

}  // namespace
}  // namespace atl::process

#include "journal/append_file.hpp"

#include <array>
#include <cerrno>

#include <gtest/gtest.h>

#include "support/journal/scratch.hpp"

namespace atl::journal {
namespace {

constexpr std::array four_bytes{std::byte{1}, std::byte{2}, std::byte{3}, std::byte{4}};

TEST(AppendFile, WhatIsCutOffIsGone)
{
    test::Scratch const folder;
    auto const path = folder.path() / "1-0-0.atj";
    auto const made = system_files()->make(path);
    ASSERT_EQ(made.error, 0);
    EXPECT_EQ(made.file->write(four_bytes, 0), 0);
    EXPECT_EQ(made.file->write(four_bytes, 4), 0);
    EXPECT_EQ(made.file->truncate(4), 0);
    EXPECT_EQ(made.file->sync(), 0);
    EXPECT_EQ(std::filesystem::file_size(path), 4U);
}

TEST(AppendFile, AFileIsMadeOnce)
{
    test::Scratch const folder;
    auto const files = system_files();
    ASSERT_EQ(files->make(folder.path() / "x").error, 0);
    EXPECT_EQ(files->make(folder.path() / "x").error, EEXIST);
}

TEST(AppendFile, AFolderThatIsNotThereCannotBeFlushed)
{
    EXPECT_EQ(system_files()->sync_folder("/nonexistent"), ENOENT);
}

}  // namespace
}  // namespace atl::journal

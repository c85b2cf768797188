#include "drops/data/staging.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

#include "drops/file_bytes.hpp"
#include "support/drops/graph_session.hpp"

namespace atl::drops {
namespace {

void write(std::filesystem::path const& file, std::string_view text)
{
    write_file(file, std::as_bytes(std::span{text}));
}

std::string text_of(std::filesystem::path const& file)
{
    return std::string{read_file(file).text()};
}

class StagingTest : public ::testing::Test {
  protected:
    std::size_t entries() const
    {
        return static_cast<std::size_t>(
            std::distance(std::filesystem::directory_iterator{folder.path()}, {}));
    }
    test::TempFolder folder;
    std::filesystem::path final_path = folder.path() / "out.fits";
    Staging staging{final_path, "uid"};
};

TEST_F(StagingTest, shows_nothing_before_it_is_published)
{
    write(staging.file(), "half");
    EXPECT_FALSE(std::filesystem::exists(final_path));
    EXPECT_EQ(staging.file().filename(), "out.fits");
    staging.publish();
    EXPECT_EQ(text_of(final_path), "half");
    EXPECT_EQ(entries(), 1U);
}

TEST_F(StagingTest, appends_pieces_in_the_order_of_their_names)
{
    write(staging.open_piece("2"), "b");
    write(staging.open_piece("1"), "a");
    write(staging.open_piece("3"), "never completed");
    staging.complete_piece("2");
    staging.complete_piece("1");
    staging.publish();
    EXPECT_EQ(text_of(final_path), "ab");
}

TEST_F(StagingTest, puts_what_was_written_as_a_whole_before_the_pieces)
{
    write(staging.file(), "whole,");
    write(staging.open_piece("1"), "a");
    staging.complete_piece("1");
    staging.publish();
    EXPECT_EQ(text_of(final_path), "whole,a");
    EXPECT_EQ(entries(), 1U);
}

TEST_F(StagingTest, publishes_the_same_when_it_was_killed_after_the_pieces_were_joined)
{
    write(staging.open_piece("1"), "a");
    write(staging.open_piece("2"), "b");
    write(staging.open_piece("joined"), "ab");  // what a death in the middle leaves
    write(final_path, "ab");
    staging.complete_piece("1");
    staging.complete_piece("2");
    staging.publish();
    EXPECT_EQ(text_of(final_path), "ab");
    EXPECT_EQ(entries(), 1U);
}

TEST_F(StagingTest, moves_files_that_a_program_wrote_beside_its_output)
{
    write(staging.file(), "image");
    write(staging.file().parent_path() / "out.fits.log", "log");
    staging.publish();
    EXPECT_EQ(text_of(folder.path() / "out.fits.log"), "log");
}

TEST_F(StagingTest, accepts_what_a_command_wrote_to_the_final_path_itself)
{
    static_cast<void>(staging.file());
    write(final_path, "direct");
    staging.publish();
    EXPECT_EQ(text_of(final_path), "direct");
}

TEST_F(StagingTest, makes_an_empty_file_when_nothing_was_written)
{
    staging.publish();
    EXPECT_EQ(text_of(final_path), "");
}

TEST_F(StagingTest, replaces_a_folder_by_a_folder)
{
    std::filesystem::create_directories(final_path / "old");
    std::filesystem::create_directories(staging.file() / "new");
    staging.publish();
    EXPECT_TRUE(std::filesystem::exists(final_path / "new"));
    EXPECT_FALSE(std::filesystem::exists(final_path / "old"));
}

TEST_F(StagingTest, puts_no_file_in_the_place_of_a_folder)
{
    std::filesystem::create_directories(final_path);
    write(final_path / "precious.txt", "precious");
    write(staging.file(), "new");
    EXPECT_THROW(staging.publish(), Error);
    EXPECT_EQ(text_of(final_path / "precious.txt"), "precious");
}

TEST_F(StagingTest, adds_what_was_written_beside_the_output_to_folders_that_are_there)
{
    std::filesystem::create_directories(folder.path() / "logs");
    write(folder.path() / "logs" / "yesterday.log", "old");
    write(staging.file(), "x");
    std::filesystem::create_directories(staging.file().parent_path() / "logs");
    write(staging.file().parent_path() / "logs" / "today.log", "new");
    staging.publish();
    EXPECT_EQ(text_of(folder.path() / "logs" / "yesterday.log"), "old");
    EXPECT_EQ(text_of(folder.path() / "logs" / "today.log"), "new");
}

TEST_F(StagingTest, leaves_nothing_when_discarded)
{
    write(staging.file(), "half");
    staging.discard();
    EXPECT_EQ(entries(), 0U);
}

TEST_F(StagingTest, uses_devices_as_they_are)
{
    Staging const device{"/dev/null", "uid"};
    EXPECT_EQ(device.file(), "/dev/null");
    EXPECT_EQ(device.open_piece("1"), "/dev/null");
    device.complete_piece("1");
    device.publish();
    EXPECT_TRUE(std::filesystem::is_character_file("/dev/null"));
}

}  // namespace
}  // namespace atl::drops

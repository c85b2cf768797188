#include "session/log_file_reader.hpp"

#include <fstream>

#include "session/log_files.hpp"
#include "unit/session/scratch_folder.hpp"

namespace atl::session {
namespace {

class LogFileReaderTest : public ScratchFolderTest {
  protected:
    LogFileReaderTest()
    {
        for (auto const* text : {"one", "two", "three"}) {
            std::ignore = files.append({"drop", 1}, LogStream::output, {1, 0, text});
        }
    }

    [[nodiscard]] std::string read(std::string_view drop = {}) const
    {
        std::string text;
        LogFileReader{log}.read_new(drop, [&](LogFileReader::Frame const& frame) {
            text += std::string{frame.payload} + " ";
        });
        return text;
    }

    LogFiles files{scratch(), RankId{2}};
    std::filesystem::path log = scratch() / "output-00002.log";
    std::filesystem::path index = scratch() / "output-00002.idx";
};

TEST_F(LogFileReaderTest, needs_no_index)
{
    std::filesystem::remove(index);
    EXPECT_EQ(read("drop"), "one two three ");
}

TEST_F(LogFileReaderTest, finds_frames_behind_the_end_of_the_index)
{
    std::filesystem::resize_file(index, 16 + 24 + 7);
    EXPECT_EQ(read("drop"), "one two three ");
}

TEST_F(LogFileReaderTest, stops_before_a_frame_that_is_not_whole)
{
    std::filesystem::resize_file(log, std::filesystem::file_size(log) - 1);
    EXPECT_EQ(read(), "one two ");
    EXPECT_EQ(read("drop"), "one two ");
}

TEST_F(LogFileReaderTest, stops_before_a_frame_whose_header_is_damaged)
{
    auto const offset = 16 + 40 + 4 + 3;  // of the second frame
    std::fstream file{log, std::ios::in | std::ios::out | std::ios::binary};
    file.seekp(offset + 7);
    file.put('\x7f');  // a payload of 2 GB
    file.close();
    EXPECT_EQ(read(), "one ");
}

TEST_F(LogFileReaderTest, ignores_an_index_of_another_kind)
{
    std::ofstream{index} << "something else entirely, long enough";
    EXPECT_EQ(read("drop"), "one two three ");
}

}  // namespace
}  // namespace atl::session

#include "session/log_files.hpp"

#include <csignal>
#include <fstream>

#include <sys/resource.h>

#include "session/log_file_reader.hpp"
#include "session/log_format.hpp"
#include "unit/session/scratch_folder.hpp"

namespace atl::session {
namespace {

class LogFilesTest : public ScratchFolderTest {
  protected:
    LogFiles files{scratch(), RankId{7}};
};

TEST_F(LogFilesTest, writes_the_documented_bytes)
{
    ASSERT_TRUE(files.append({"uid", 2}, LogStream::errors, {5, 9, "text"}));
    std::ifstream file{scratch() / "output-00007.log", std::ios::binary};
    std::string const bytes{std::istreambuf_iterator<char>{file}, {}};
    ASSERT_EQ(bytes.size(), 16U + 40 + 3 + 4);
    EXPECT_EQ(bytes.substr(0, 12), std::string("ATLLOG1\n\7\0\0\0", 12));
    EXPECT_EQ(bytes.substr(16, 16), std::string("LATL\4\0\0\0\3\0\2\0\2\0\0\0", 16));
    EXPECT_EQ(bytes.substr(32, 16), std::string("\5\0\0\0\0\0\0\0\t\0\0\0\0\0\0\0", 16));
    EXPECT_EQ(bytes.substr(56), "uidtext");
    EXPECT_EQ(files.size(), bytes.size());
}

TEST_F(LogFilesTest, leaves_nothing_of_a_frame_that_the_disk_does_not_take)
{
    ::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    rlimit const small{100, before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
    EXPECT_FALSE(files.append({"uid", 1}, LogStream::output, {0, 0, std::string(200, 'x')}));
    ::setrlimit(RLIMIT_FSIZE, &before);
    EXPECT_EQ(std::filesystem::file_size(scratch() / "output-00007.log"), 16U);
    EXPECT_TRUE(files.append({"uid", 1}, LogStream::output, {0, 0, "x"}));
}

/// Files of an earlier process, with two frames, that are opened again.
class LogFilesOfEarlierTest : public ScratchFolderTest {
  protected:
    LogFilesOfEarlierTest() { append("one", "two"); }

    template <typename... Texts>
    void append(Texts... texts)
    {
        LogFiles files{scratch(), RankId{7}};
        for (auto const* text : {texts...}) {
            EXPECT_TRUE(files.append({"drop", 1}, LogStream::output, {1, 0, text}));
        }
    }
    static void cut(std::filesystem::path const& file, std::uint64_t bytes)
    {
        std::filesystem::resize_file(file, std::filesystem::file_size(file) - bytes);
    }
    /// All that a reader finds without index, then with it.
    [[nodiscard]] std::string found() const
    {
        std::string text;
        for (auto const* drop : {"", "drop"}) {
            LogFileReader{log}.read_new(
                drop, [&](auto const& frame) { text += std::string{frame.payload} + " "; });
        }
        return text;
    }

    std::filesystem::path log = scratch() / "output-00007.log";
    std::filesystem::path index = scratch() / "output-00007.idx";
};

TEST_F(LogFilesOfEarlierTest, a_frame_that_was_not_written_whole_hides_nothing_that_follows)
{
    cut(log, 2);
    append("three");
    EXPECT_EQ(found(), "one three one three ");
}

TEST_F(LogFilesOfEarlierTest, an_index_that_was_not_written_whole_is_completed)
{
    cut(index, 5);
    append("three");
    EXPECT_EQ(found(), "one two three one two three ");
    EXPECT_EQ(std::filesystem::file_size(index), 16U + 3 * 24);
}

TEST_F(LogFilesOfEarlierTest, nothing_is_removed_that_is_whole)
{
    append("three");
    EXPECT_EQ(found(), "one two three one two three ");
}

}  // namespace
}  // namespace atl::session

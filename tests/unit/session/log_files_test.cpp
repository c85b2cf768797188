#include "session/log_files.hpp"

#include <csignal>
#include <fstream>

#include <sys/resource.h>

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

}  // namespace
}  // namespace atl::session

#include "atoll/core/log.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <unistd.h>

#include "atoll/core/error.hpp"

namespace atl {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// A log file of the test's own; afterwards the log is as it was at the program's start.
class LogTest : public ::testing::Test {
  protected:
    void TearDown() override
    {
        log::open({}, log::Level::warn, "", RankId{0});
        std::filesystem::remove(file_);
    }

    [[nodiscard]] std::string text() const
    {
        log::flush();
        std::ostringstream content;
        content << std::ifstream{file_}.rdbuf();
        return content.str();
    }

    std::filesystem::path file_{std::filesystem::temp_directory_path() /
                                fmt::format("atoll-log-test-{}", ::getpid())};
};

TEST_F(LogTest, writes_lines_with_session_and_rank)
{
    log::open(file_, log::Level::info, "hello_1", RankId{7});
    log::info("graph", "{} drops", 12);
    EXPECT_THAT(text(), HasSubstr("info session=hello_1 rank=7 graph: 12 drops\n"));
}

TEST_F(LogTest, leaves_out_what_is_below_its_level)
{
    log::open(file_, log::Level::info, "s", RankId{0});
    log::debug("comm", "a message");
    EXPECT_THAT(text(), Not(HasSubstr("a message")));
}

TEST_F(LogTest, shows_warnings_on_the_terminal_too)
{
    log::open(file_, log::Level::info, "s", RankId{0});
    ::testing::internal::CaptureStderr();
    log::warn("drops", "'x' is slow");
    log::info("drops", "nothing to see");
    EXPECT_EQ(::testing::internal::GetCapturedStderr(), "atoll: warning: drops: 'x' is slow\n");
}

TEST_F(LogTest, names_the_file_that_cannot_be_opened)
{
    try {
        log::open("/proc/no/such/folder/log", log::Level::info, "s", RankId{0});
        FAIL() << "nothing was thrown";
    } catch (Error const& error) {
        EXPECT_EQ(error.kind(), ErrorKind::io);
        EXPECT_THAT(error.problem(), HasSubstr("'/proc/no/such/folder/log'"));
    }
}

}  // namespace
}  // namespace atl

#include "atoll/process/process_outcome.hpp"

#include <cerrno>

#include <gtest/gtest.h>

namespace atl::process {
namespace {

TEST(ProcessOutcome, only_an_undisturbed_exit_0_is_success)
{
    EXPECT_TRUE((ProcessOutcome{.end = ProcessEnd::exited}.succeeded()));
    EXPECT_FALSE((ProcessOutcome{.end = ProcessEnd::exited, .code = 1}.succeeded()));
    EXPECT_FALSE((ProcessOutcome{.end = ProcessEnd::exited, .timed_out = true}.succeeded()));
    EXPECT_FALSE((ProcessOutcome{.end = ProcessEnd::exited, .cancelled = true}.succeeded()));
    EXPECT_FALSE((ProcessOutcome{.end = ProcessEnd::signalled}.succeeded()));
}

TEST(ProcessOutcome, codes_are_those_of_a_shell)
{
    EXPECT_EQ((ProcessOutcome{.end = ProcessEnd::exited, .code = 3}.shell_code()), 3);
    EXPECT_EQ((ProcessOutcome{.end = ProcessEnd::signalled, .code = 11}.shell_code()), 139);
    EXPECT_EQ((ProcessOutcome{.end = ProcessEnd::not_started, .code = ENOENT}.shell_code()), 127);
    EXPECT_EQ((ProcessOutcome{.end = ProcessEnd::not_started, .code = EACCES}.shell_code()), 126);
}

TEST(ProcessOutcome, describes_every_end)
{
    EXPECT_EQ((ProcessOutcome{.end = ProcessEnd::exited, .code = 3}.describe()), "exit code 3");
    EXPECT_EQ((ProcessOutcome{.end = ProcessEnd::signalled, .code = 9}.describe()),
              "ended by signal 9 (Killed)");
    EXPECT_EQ((ProcessOutcome{.end = ProcessEnd::signalled, .timed_out = true}.describe()),
              "took longer than its time limit");
    EXPECT_EQ((ProcessOutcome{.end = ProcessEnd::exited, .cancelled = true}.describe()),
              "cancelled");
    EXPECT_EQ((ProcessOutcome{.end = ProcessEnd::not_started, .problem = "no"}.describe()), "no");
}

}  // namespace
}  // namespace atl::process

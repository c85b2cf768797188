#include "atoll/process/run_command.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include "atoll/core/error.hpp"

namespace atl::process {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

[[nodiscard]] CommandRequest shell(std::string script)
{
    CommandRequest request;
    request.argv = {"/bin/sh", "-c", std::move(script)};
    return request;
}

TEST(RunCommand, collects_both_streams_and_the_exit_code)
{
    auto const result = run_command(shell("echo out; echo err >&2; exit 3"));
    EXPECT_EQ(result.output, "out\n");
    EXPECT_EQ(result.errors, "err\n");
    EXPECT_EQ(result.exit_code, 3);
    EXPECT_EQ(result.signal, 0);
}

/// Only so many descriptors can be opened.
class FewDescriptors {
  public:
    explicit FewDescriptors(rlim_t count)
    {
        ::getrlimit(RLIMIT_NOFILE, &before_);
        int const next = ::open("/dev/null", O_RDONLY);
        ::close(next);
        auto limited = before_;
        limited.rlim_cur = static_cast<rlim_t>(next) + count;
        ::setrlimit(RLIMIT_NOFILE, &limited);
    }
    ~FewDescriptors() { ::setrlimit(RLIMIT_NOFILE, &before_); }
    FewDescriptors(FewDescriptors const&) = delete;
    FewDescriptors& operator=(FewDescriptors const&) = delete;

  private:
    rlimit before_{};
};

TEST(RunCommand, ends_with_its_program_when_the_kernel_gives_no_descriptor_of_it)
{
    auto request = shell("echo out; exit 3");
    request.timeout = std::chrono::seconds{20};
    FewDescriptors const streams_alone{5};
    auto const result = run_command(request);
    EXPECT_EQ(result.output, "out\n");
    EXPECT_EQ(result.exit_code, 3);
    EXPECT_FALSE(result.timed_out);
}

TEST(RunCommand, tells_the_signal_that_ended_the_program)
{
    auto const result = run_command(shell("kill -SEGV $$"));
    EXPECT_EQ(result.signal, SIGSEGV);
    EXPECT_EQ(result.exit_code, -1);
}

TEST(RunCommand, finds_programs_through_path)
{
    CommandRequest request;
    request.argv = {"printf", "%s", "a b"};
    EXPECT_EQ(run_command(request).output, "a b");
}

TEST(RunCommand, names_path_when_the_program_is_missing)
{
    CommandRequest request;
    request.argv = {"no-such-program"};
    request.environment = {{"PATH", "/nowhere:/usr/bin"}};
    try {
        std::ignore = run_command(request);
        FAIL() << "it was started";
    } catch (Error const& error) {
        EXPECT_EQ(error.kind(), ErrorKind::io);
        EXPECT_EQ(error.problem(),
                  "program 'no-such-program' was not found in PATH '/nowhere:/usr/bin'");
    }
}

TEST(RunCommand, says_so_when_the_file_may_not_be_executed)
{
    CommandRequest request;
    request.argv = {"/etc/passwd"};
    EXPECT_THAT([&] { std::ignore = run_command(request); },
                ::testing::ThrowsMessage<Error>(HasSubstr("no permission to execute it")));
}

TEST(RunCommand, refuses_a_request_without_a_program)
{
    EXPECT_THROW(std::ignore = run_command({}), Error);
}

TEST(RunCommand, feeds_input_larger_than_any_pipe)
{
    CommandRequest request;
    request.argv = {"cat"};
    request.input.assign(3'000'000, 'x');
    EXPECT_EQ(run_command(request).output, request.input);
}

TEST(RunCommand, survives_a_program_that_does_not_read_its_input)
{
    auto request = shell("exit 0");
    request.input.assign(3'000'000, 'x');
    EXPECT_TRUE(run_command(request).succeeded());
}

TEST(RunCommand, gives_an_empty_input_by_default)
{
    CommandRequest request;
    request.argv = {"cat"};
    EXPECT_TRUE(run_command(request).succeeded());
}

TEST(RunCommand, keeps_no_more_output_than_the_limit)
{
    auto request = shell("head -c 1000000 /dev/zero");
    request.output_limit = Bytes{1000};
    auto const result = run_command(request);
    EXPECT_EQ(result.output.size(), 1000U);
    EXPECT_TRUE(result.truncated);
    EXPECT_TRUE(result.succeeded());
}

TEST(RunCommand, ends_a_program_that_takes_too_long)
{
    auto request = shell("sleep 100 & wait");
    request.timeout = std::chrono::milliseconds{50};
    auto const result = run_command(request);
    EXPECT_TRUE(result.timed_out);
    EXPECT_EQ(result.signal, SIGTERM);
    EXPECT_FALSE(result.succeeded());
}

TEST(RunCommand, does_not_wait_for_what_the_program_left_in_the_background)
{
    auto const result = run_command(shell("sleep 0.3 & echo started"));
    EXPECT_EQ(result.output, "started\n");
}

TEST(RunCommand, edits_the_environment_and_enters_a_folder)
{
    ::setenv("ATOLL_TEST_GONE", "1", 1);
    auto request = shell("echo ${ATOLL_TEST_GONE-none} $ATOLL_TEST_NEW $(pwd)");
    request.environment = {{"ATOLL_TEST_GONE", std::nullopt}, {"ATOLL_TEST_NEW", "x=y"}};
    request.working_directory = "/";
    EXPECT_EQ(run_command(request).output, "none x=y /\n");
}

TEST(RunCommand, leaves_no_descriptor_open_in_the_program)
{
    auto const result = run_command(shell("ls /proc/self/fd | wc -l"));
    EXPECT_THAT(result.output, StartsWith("4"));  // 0, 1, 2 and the folder that ls reads
}

}  // namespace
}  // namespace atl::process

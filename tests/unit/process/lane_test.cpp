#include "process/lane.hpp"

#include <array>

#include <sys/socket.h>

#include "unit/process/launch_fixture.hpp"

namespace atl::process {
namespace {

using namespace testing;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class LaneTest : public LaunchFixture {
  protected:
    /// What a process writes to standard output.
    [[nodiscard]] std::string output_of(ProcessRequest request)
    {
        std::string all;
        request.output = ToCallback{[&](std::string_view piece) { all += piece; }};
        auto const outcome = helper->run(request);
        EXPECT_TRUE(outcome.succeeded()) << outcome.describe();
        return all;
    }
};

TEST_F(LaneTest, names_path_when_the_program_is_missing)
{
    auto request = command({"no-such-program"});
    request.environment = {{"PATH", "/nowhere"}};
    auto const outcome = helper->run(request);
    EXPECT_EQ(outcome.end, ProcessEnd::not_started);
    EXPECT_EQ(outcome.problem, "program 'no-such-program' was not found in PATH '/nowhere'");
    EXPECT_EQ(outcome.shell_code(), 127);
}

TEST_F(LaneTest, says_so_when_a_file_may_not_be_executed)
{
    auto const outcome = helper->run(command({"/etc/passwd"}));
    EXPECT_THAT(outcome.problem, HasSubstr("no permission to execute it"));
    EXPECT_EQ(outcome.shell_code(), 126);
}

TEST_F(LaneTest, finds_a_program_again_that_was_moved)
{
    auto const a = folder / "a";
    auto const b = folder / "b";
    std::filesystem::create_directories(a);
    std::filesystem::create_directories(b);
    std::filesystem::copy("/bin/true", a / "moved");
    auto moved = options();
    moved.environment = {{"PATH", a.string() + ":" + b.string()}};
    start(moved);
    ASSERT_TRUE(helper->run(command({"moved"})).succeeded());
    std::filesystem::rename(a / "moved", b / "moved");
    EXPECT_TRUE(helper->run(command({"moved"})).succeeded());
}

TEST_F(LaneTest, runs_a_script_without_interpreter_line_as_bash_does)
{
    std::ofstream{folder / "plain"} << "echo plain $1\n";
    std::filesystem::permissions(folder / "plain", std::filesystem::perms::owner_all);
    EXPECT_EQ(output_of(command({folder / "plain", "a b"})), "plain a b\n");
}

TEST_F(LaneTest, changes_the_environment_of_one_process_only)
{
    auto request = command({"/usr/bin/env"});
    request.environment = {{"ATOLL_X", "1 2"}, {"HOME", std::nullopt}};
    auto const changed = output_of(request);
    EXPECT_THAT(changed, HasSubstr("\nATOLL_X=1 2\n"));
    EXPECT_THAT(changed, ::testing::Not(HasSubstr("\nHOME=")));
    EXPECT_THAT(output_of(command({"/usr/bin/env"})), ::testing::Not(HasSubstr("ATOLL_X")));
}

TEST_F(LaneTest, a_later_edit_of_a_variable_wins)
{
    auto request = script("echo $ATOLL_X");
    request.environment = {{"ATOLL_X", "1"}, {"ATOLL_X", "2"}};
    EXPECT_EQ(output_of(request), "2\n");
}

TEST_F(LaneTest, marks_processes_with_the_cookie)
{
    EXPECT_EQ(output_of(script("echo $ATOLL_SESSION_COOKIE")), folder.filename().string() + "\n");
}

TEST_F(LaneTest, explains_arguments_that_are_too_large)
{
    auto const outcome = helper->run(command({"true", std::string(3'000'000, 'x')}));
    EXPECT_THAT(outcome.problem, HasSubstr("larger than the system allows"));
}

TEST_F(LaneTest, passes_arguments_as_large_as_the_system_allows)
{
    std::vector<std::string> argv(11, std::string(130'000, 'x'));
    argv.front() = "true";
    EXPECT_TRUE(helper->run(command(argv)).succeeded());
}

TEST(Lane, a_cancel_that_overtakes_its_start_is_honoured)
{
    std::array<int, 2> ends{};
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()), 0);
    UniqueFd const ours{ends[0]};
    HelperContext context;
    std::vector<char> start;
    encode({.sequence = 1}, command({"true"}), start);
    StartHeader const cancel{.kind = LaneMessage::cancel, .sequence = 1};
    ASSERT_TRUE(send_all(ours.get(), memory_of(cancel)));
    ASSERT_TRUE(send_all(ours.get(), start));
    Lane lane{context, UniqueFd{ends[1]}, 0};
    auto const outcome = receive_reply(ours.get());
    ::shutdown(ours.get(), SHUT_RDWR);
    ASSERT_TRUE(outcome);
    EXPECT_TRUE(outcome->cancelled);
}

}  // namespace
}  // namespace atl::process

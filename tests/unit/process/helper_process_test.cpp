#include "process/helper_process.hpp"

#include <sys/prctl.h>
#include <sys/wait.h>

#include "atoll/process/leftover_processes.hpp"

#include "process/process_tree.hpp"
#include "unit/process/launch_fixture.hpp"

namespace atl::process {
namespace {

using namespace testing;

/// A process that has a grandchild in another session; both write their number to a file.
[[nodiscard]] ProcessRequest family(std::filesystem::path const& folder)
{
    return script("setsid bash -c 'echo $$ > " + (folder / "grandchild").string() +
                  "; sleep 100; true' & echo $$ > " + (folder / "child").string() +
                  "; echo printed; sleep 100; true");
}

class HelperProcessTest : public LaunchFixture {
  protected:
    HelperProcessTest() { helper.reset(); }

    [[nodiscard]] bool cookie_is_gone() const
    {
        return processes_with("ATOLL_SESSION_COOKIE=" + folder.filename().string()).empty();
    }
};

TEST_F(HelperProcessTest, a_killed_engine_leaves_no_process_and_no_scratch_folder)
{
    std::filesystem::create_directories(folder / "scratch" / "deep");
    pid_t const engine = ::fork();
    if (engine == 0) {
        LaunchHelper own{options()};
        own.open_log(RankId{1});
        std::ofstream{folder / "helper"} << own.pid() << '\n';
        std::ignore = own.run(family(folder));
        ::_exit(0);
    }
    auto const child = written_pid("child");
    auto const grandchild = written_pid("grandchild");
    auto const helper_pid = written_pid("helper");
    ::kill(engine, SIGKILL);
    ::waitpid(engine, nullptr, 0);
    EXPECT_TRUE(eventually([&] { return !runs(helper_pid); }));
    EXPECT_FALSE(runs(child));
    EXPECT_FALSE(runs(grandchild));
    EXPECT_FALSE(std::filesystem::exists(folder / "scratch"));
    EXPECT_EQ(content("log"), "drop#1 out: printed\ndrop#1 end\n");
}

TEST_F(HelperProcessTest, a_killed_helper_takes_its_processes_along_and_calls_return)
{
    start(options());
    pid_t child = 0;
    pid_t grandchild = 0;
    std::jthread killer{[&] {
        child = written_pid("child");
        grandchild = written_pid("grandchild");
        ::kill(helper->pid(), SIGKILL);
    }};
    auto const outcome = helper->run(family(folder));
    killer.join();
    EXPECT_EQ(outcome.end, ProcessEnd::helper_lost);
    EXPECT_THAT(outcome.problem, ::testing::HasSubstr("the launch helper (process "));
    EXPECT_FALSE(helper->alive());
    EXPECT_TRUE(eventually([&] { return !runs(child) && !runs(grandchild); }));
    EXPECT_EQ(helper->run(command({"true"})).end, ProcessEnd::helper_lost);
    helper->terminate_all();
}

TEST_F(HelperProcessTest, what_outlives_engine_and_helper_is_found_by_the_cookie)
{
    pid_t const engine = ::fork();
    if (engine == 0) {
        LaunchHelper own{options()};
        own.open_log(RankId{1});
        std::ofstream{folder / "helper"} << own.pid() << '\n';
        std::ignore = own.run(family(folder));
        ::_exit(0);
    }
    auto const grandchild = written_pid("grandchild");
    ::kill(engine, SIGSTOP);
    ::kill(written_pid("helper"), SIGKILL);
    ::kill(engine, SIGKILL);
    ::waitpid(engine, nullptr, 0);
    ASSERT_TRUE(runs(grandchild));
    EXPECT_GE(kill_leftover_processes(folder.filename().string()), 1U);
    EXPECT_TRUE(cookie_is_gone());
}

TEST_F(HelperProcessTest, the_end_of_the_engine_ends_daemons_too)
{
    start(options());
    ASSERT_TRUE(helper->run(script("setsid sleep 100 >/dev/null 2>&1 & true")).succeeded());
    helper.reset();
    EXPECT_TRUE(cookie_is_gone());
}

TEST_F(HelperProcessTest, a_signal_to_the_group_of_the_engine_does_not_reach_it)
{
    start(options());
    ::kill(helper->pid(), SIGTERM);
    ::kill(helper->pid(), SIGINT);
    EXPECT_TRUE(helper->run(command({"true"})).succeeded());
    EXPECT_NE(::getpgid(helper->pid()), ::getpgid(0));
}

TEST_F(HelperProcessTest, orphans_are_waited_for)
{
    start(options());
    auto const orphan = script("setsid bash -c 'echo $$ > " + (folder / "pid").string() +
                               "' >/dev/null 2>&1 & true");
    ASSERT_TRUE(helper->run(orphan).succeeded());
    auto const pid = written_pid("pid");
    EXPECT_TRUE(
        eventually([&] { return !std::filesystem::exists("/proc/" + std::to_string(pid)); }));
}

}  // namespace
}  // namespace atl::process

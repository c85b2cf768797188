#include "process/child_run.hpp"

#include "unit/process/launch_fixture.hpp"

namespace atl::process {
namespace {

using namespace testing;
using namespace std::chrono_literals;

class ChildRunTest : public LaunchFixture {
  protected:
    [[nodiscard]] std::string write_pid(std::string const& pid, std::string const& name) const
    {
        return "echo " + pid + " > " + (folder / name).string() + "; ";
    }
};

TEST_F(ChildRunTest, ends_a_process_at_its_time_limit)
{
    auto request = script("sleep 100");
    request.time_limit = 30ms;
    auto const outcome = helper->run(request);
    EXPECT_TRUE(outcome.timed_out);
    EXPECT_EQ(outcome.code, SIGTERM);
    EXPECT_FALSE(outcome.succeeded());
}

TEST_F(ChildRunTest, kills_what_ignores_sigterm)
{
    auto request = script("trap '' TERM; while true; do sleep 0.01; done");
    request.time_limit = 500ms;
    EXPECT_EQ(helper->run(request).code, SIGKILL);
}

TEST_F(ChildRunTest, does_not_count_as_success_when_sigterm_is_answered_with_exit_0)
{
    auto request = script("trap 'exit 0' TERM; while true; do sleep 0.01; done");
    request.time_limit = 500ms;
    auto const outcome = helper->run(request);
    EXPECT_EQ(outcome.end, ProcessEnd::exited);
    EXPECT_FALSE(outcome.succeeded());
}

TEST_F(ChildRunTest, a_cancel_ends_grandchildren_that_called_setsid)
{
    std::stop_source stop;
    ProcessOutcome outcome;
    std::jthread runner{[&] {
        outcome = helper->run(script("setsid bash -c '" + write_pid("$$", "pid") +
                                     "sleep 100; true' & sleep 100; true"),
                              stop.get_token());
    }};
    auto const grandchild = written_pid("pid");
    ASSERT_TRUE(runs(grandchild));
    stop.request_stop();
    runner.join();
    EXPECT_TRUE(outcome.cancelled);
    EXPECT_FALSE(runs(grandchild));
}

TEST_F(ChildRunTest, a_cancel_before_the_start_is_honoured)
{
    std::stop_source stop;
    stop.request_stop();
    EXPECT_TRUE(helper->run(script("sleep 100"), stop.get_token()).cancelled);
}

TEST_F(ChildRunTest, a_cancel_of_one_process_leaves_the_others_alone)
{
    std::stop_source stop;
    std::jthread const other{
        [&] { std::ignore = helper->run(script("sleep 100"), stop.get_token()); }};
    std::jthread const mine{[&] { EXPECT_TRUE(helper->run(script("sleep 0.1")).succeeded()); }};
    stop.request_stop();
}

TEST_F(ChildRunTest, waits_for_a_background_job_that_still_writes)
{
    ASSERT_TRUE(helper->run(script("(sleep 0.1; echo late) & true")).succeeded());
    EXPECT_EQ(content("log"), "drop#1 out: late\ndrop#1 end\n");
}

TEST_F(ChildRunTest, leaves_a_background_job_alone_that_has_closed_its_output)
{
    ASSERT_TRUE(
        helper->run(script("sleep 100 >/dev/null 2>&1 & " + write_pid("$!", "pid"))).succeeded());
    EXPECT_TRUE(runs(written_pid("pid")));
}

TEST_F(ChildRunTest, does_not_wait_for_a_daemon_that_keeps_the_output_open)
{
    EXPECT_TRUE(helper->run(script("setsid sleep 100 & true")).succeeded());
}

TEST_F(ChildRunTest, a_flood_of_output_is_read_quickly)
{
    auto flood = options();
    class NoLog final : public LogSink {
        void write(LogOrigin const&, LogStream, std::string_view) override {}
        void end(LogOrigin const&) override {}
    };
    flood.open_log = [](RankId) { return std::make_unique<NoLog>(); };
    start(flood);
    auto const outcome = helper->run(command({"head", "-c", "1000000000", "/dev/zero"}));
    EXPECT_TRUE(outcome.succeeded());
    EXPECT_LT(outcome.end_ns - outcome.start_ns, 10'000'000'000);
}

}  // namespace
}  // namespace atl::process

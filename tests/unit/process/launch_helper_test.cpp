#include "atoll/process/launch_helper.hpp"

#include <array>
#include <atomic>

#include <fcntl.h>
#include <sys/mman.h>

#include "atoll/core/error.hpp"

#include "unit/process/launch_fixture.hpp"

namespace atl::process {
namespace {

using namespace testing;
using ::testing::HasSubstr;

class LaunchHelperTest : public LaunchFixture {};

[[nodiscard]] std::size_t open_descriptors(std::string const& process)
{
    using Entries = std::filesystem::directory_iterator;
    return static_cast<std::size_t>(std::distance(Entries{"/proc/" + process + "/fd"}, Entries{}));
}

TEST_F(LaunchHelperTest, tells_the_exit_code_and_what_was_used)
{
    auto const outcome = helper->run(script("exit 7"));
    EXPECT_EQ(outcome.end, ProcessEnd::exited) << outcome.problem;
    EXPECT_EQ(outcome.code, 7);
    EXPECT_GT(outcome.max_rss, Bytes{100'000});
    EXPECT_GT(outcome.end_ns, outcome.start_ns);
}

TEST_F(LaunchHelperTest, tells_the_signal)
{
    auto const outcome = helper->run(script("kill -SEGV $$"));
    EXPECT_EQ(outcome.end, ProcessEnd::signalled);
    EXPECT_EQ(outcome.code, SIGSEGV);
}

TEST_F(LaunchHelperTest, refuses_what_execve_cannot_take)
{
    EXPECT_THAT(helper->run(command({})).problem, HasSubstr("without a program"));
    EXPECT_THAT(helper->run(command({"echo", std::string("a\0b", 3)})).problem,
                HasSubstr("NUL byte"));
}

TEST_F(LaunchHelperTest, runs_processes_of_several_threads_at_once)
{
    std::atomic<int> succeeded{0};
    {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 4; ++thread) {
            threads.emplace_back([&] {
                for (int i = 0; i < 25; ++i) {
                    succeeded += helper->run(command({"true"})).succeeded() ? 1 : 0;
                }
            });
        }
    }
    EXPECT_EQ(succeeded, 100);
}

TEST_F(LaunchHelperTest, leaks_no_descriptor)
{
    auto const all_open = [&] {
        return open_descriptors("self") + open_descriptors(std::to_string(helper->pid()));
    };
    ASSERT_TRUE(helper->run(script("echo x; echo y >&2")).succeeded());
    auto const before = all_open();
    for (int i = 0; i < 100; ++i) {
        ASSERT_TRUE(helper->run(script("echo x")).succeeded());
        auto request = command({"cat"});
        request.input = InputText{"text"};
        request.output = ToCallback{[](std::string_view) {}};
        ASSERT_TRUE(helper->run(request).succeeded());
    }
    EXPECT_EQ(all_open(), before);
}

TEST_F(LaunchHelperTest, keeps_both_streams_in_the_log_under_the_drop_and_try)
{
    auto request = script("echo some; echo wrong >&2");
    request.attempt = 3;
    ASSERT_TRUE(helper->run(request).succeeded());
    EXPECT_THAT(content("log"), HasSubstr("drop#3 out: some\n"));
    EXPECT_THAT(content("log"), HasSubstr("drop#3 err: wrong\n"));
    EXPECT_THAT(content("log"), ::testing::EndsWith("drop#3 end\n"));
}

TEST_F(LaunchHelperTest, keeps_binary_output_as_it_is)
{
    ASSERT_TRUE(helper->run(command({"printf", R"(\0\377\n\0)"})).succeeded());
    EXPECT_EQ(content("log"), std::string("drop#1 out: \0\377\n\0drop#1 end\n", 27));
}

TEST_F(LaunchHelperTest, a_silent_process_leaves_nothing_in_the_log)
{
    ASSERT_TRUE(helper->run(command({"true"})).succeeded());
    EXPECT_EQ(content("log"), "");
}

TEST_F(LaunchHelperTest, takes_the_output_of_apps_in_the_engine)
{
    helper->log().write({"built-in", 2}, LogStream::errors, "hello\n");
    helper->log().end({"built-in", 2});
    EXPECT_TRUE(
        eventually([&] { return content("log") == "built-in#2 err: hello\nbuilt-in#2 end\n"; }));
}

TEST_F(LaunchHelperTest, sends_output_of_any_length_from_the_engine)
{
    helper->log().write({"d", 1}, LogStream::output, std::string(100'000, 'x'));
    EXPECT_TRUE(eventually([&] { return content("log").size() == 100'000 + 4 * 9; }));
}

TEST_F(LaunchHelperTest, terminates_everything_that_runs)
{
    std::jthread const other{[&] {
        auto const outcome =
            helper->run(script("echo $$ > " + (folder / "pid").string() + "; sleep 100"));
        EXPECT_TRUE(outcome.cancelled);
    }};
    auto const pid = written_pid("pid");
    helper->terminate_all();
    EXPECT_FALSE(runs(pid));
}

TEST_F(LaunchHelperTest, terminates_daemons_that_a_finished_process_left)
{
    auto const started =
        script("setsid sleep 100 >/dev/null 2>&1 & echo $! > " + (folder / "pid").string());
    ASSERT_TRUE(helper->run(started).succeeded());
    auto const pid = written_pid("pid");
    helper->terminate_all();
    EXPECT_FALSE(runs(pid));
}

TEST_F(LaunchHelperTest, tells_when_the_log_cannot_be_opened)
{
    auto bad = options();
    bad.open_log = [](RankId) -> std::unique_ptr<LogSink> {
        throw Error{ErrorKind::io, "no such folder '/x'"};
    };
    EXPECT_THAT([&] { start(bad); },
                ::testing::ThrowsMessage<Error>(HasSubstr("no such folder '/x'")));
}

/// A helper with a file for receipts, which must be there before it is opened.
class ReceiptsTest : public LaunchFixture {
  protected:
    ReceiptsTest()
    {
        std::ofstream{folder / "receipts"} << "head\n";
        helper->open_receipts(folder / "receipts");
    }

    [[nodiscard]] static ProcessRequest with_receipt(ProcessRequest request)
    {
        request.receipt = "receipt\n";
        return request;
    }
};

TEST_F(ReceiptsTest, are_written_when_a_process_ends_well)
{
    std::ignore = helper->run(with_receipt(script("true")));
    EXPECT_EQ(content("receipts"), "head\nreceipt\n");
}

TEST_F(ReceiptsTest, are_not_written_when_a_process_fails)
{
    std::ignore = helper->run(with_receipt(script("exit 1")));
    std::ignore = helper->run(with_receipt(script("kill -9 $$")));
    std::ignore = helper->run(with_receipt(command({"/no/such/program"})));
    EXPECT_EQ(content("receipts"), "head\n");
}

TEST_F(ReceiptsTest, are_not_written_for_a_process_that_was_being_ended)
{
    auto request = with_receipt(script("trap 'exit 0' TERM; while true; do sleep 0.01; done"));
    request.time_limit = std::chrono::milliseconds{50};
    EXPECT_TRUE(helper->run(request).timed_out);
    EXPECT_EQ(content("receipts"), "head\n");
}

TEST_F(ReceiptsTest, go_to_another_file_from_when_it_is_opened)
{
    std::ignore = helper->run(with_receipt(script("true")));
    std::ofstream{folder / "next"} << "";
    helper->open_receipts(folder / "next");
    std::ignore = helper->run(with_receipt(script("true")));
    EXPECT_EQ(content("receipts"), "head\nreceipt\n");
    EXPECT_EQ(content("next"), "receipt\n");
}

TEST_F(ReceiptsTest, end_with_the_last_words_when_the_engine_and_all_processes_are_gone)
{
    helper->open_receipts(folder / "receipts", "gone\n");
    std::ignore = helper->run(with_receipt(script("true")));
    EXPECT_EQ(content("receipts"), "head\nreceipt\n");
    helper.reset();
    EXPECT_EQ(content("receipts"), "head\nreceipt\ngone\n");
}

TEST_F(ReceiptsTest, are_opened_though_a_signal_comes_while_the_helper_is_asked)
{
    static std::atomic<int> signals;
    signals = 0;
    struct sigaction count {};
    struct sigaction before {};
    count.sa_handler = [](int) { ++signals; };  // without SA_RESTART: calls end with EINTR
    ::sigaction(SIGUSR1, &count, &before);
    ::kill(helper->pid(), SIGSTOP);
    std::atomic<pid_t> asking{0};
    std::jthread asks{[&] {
        asking = ::gettid();
        helper->open_receipts(folder / "receipts");
    }};
    auto const waits = [&] {
        std::ifstream stat{"/proc/self/task/" + std::to_string(asking) + "/stat"};
        std::string text;
        return asking != 0 && std::getline(stat, text) && text[text.rfind(')') + 2] == 'S';
    };
    while (signals == 0) {
        if (waits()) {
            ::pthread_kill(asks.native_handle(), SIGUSR1);
        }
        std::this_thread::yield();
    }
    ::kill(helper->pid(), SIGCONT);
    asks.join();
    ::sigaction(SIGUSR1, &before, nullptr);
    EXPECT_TRUE(helper->alive());
}

TEST_F(ReceiptsTest, cannot_go_to_a_file_that_is_not_there)
{
    EXPECT_THAT([&] { helper->open_receipts(folder / "none"); },
                ThrowsMessage<Error>(HasSubstr("No such file")));
}

}  // namespace
}  // namespace atl::process

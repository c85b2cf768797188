/// Processes per second through the launch helper, beside a plain posix_spawn loop with as many
/// threads.
///
/// Prints one JSON line per row. Usage: bench_process_launch [processes per measurement, default
/// 2000]

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "atoll/core/log_sink.hpp"
#include "atoll/process/launch_helper.hpp"

#include "bench/harness.hpp"

namespace {

using namespace atl;

/// A log that keeps nothing: what is measured is starting processes.
class NoLog final : public LogSink {
  public:
    void write(LogOrigin const&, LogStream, std::string_view) override {}
    void end(LogOrigin const&) override {}
};

/// Calls of \p work per second, \p count calls spread over \p threads.
[[nodiscard]] double rate(int threads, int count, std::function<void()> const& work)
{
    std::atomic<int> left{count};
    auto const start = std::chrono::steady_clock::now();
    {
        std::vector<std::jthread> workers;
        for (int i = 0; i < threads; ++i) {
            workers.emplace_back([&] {
                while (left.fetch_sub(1, std::memory_order_relaxed) > 0) {
                    work();
                }
            });
        }
    }
    return count / std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void spawn_plainly(std::vector<std::string> const& argv)
{
    std::vector<char*> arguments;
    for (auto const& text : argv) {
        arguments.push_back(const_cast<char*>(text.c_str()));
    }
    arguments.push_back(nullptr);
    pid_t pid = -1;
    if (::posix_spawn(&pid, arguments.front(), nullptr, nullptr, arguments.data(), environ) != 0) {
        std::abort();
    }
    ::waitpid(pid, nullptr, 0);
}

/// Ours and the peer by turns, so that a disturbance of the machine hits both; the best of each
/// counts.
[[nodiscard]] bench::Row measure(std::string name,
                                 int threads,
                                 int count,
                                 std::array<std::function<void()>, 2> const& work)
{
    constexpr int turns = 5;
    bench::Row row{.name = std::move(name), .peer = 0, .floor = {}, .unit = "processes/s"};
    for (int turn = 0; turn < turns; ++turn) {
        row.ours = std::max(row.ours, rate(threads, count / turns, work[0]));
        row.peer = std::max(*row.peer, rate(threads, count / turns, work[1]));
    }
    return row;
}

}  // namespace

int main(int argc, char** argv)
{
    int const count = argc > 1 ? std::atoi(argv[1]) : 2'000;
    process::LaunchHelper helper{{.cookie = fmt::format("bench-{}", ::getpid()),
                                  .open_log = [](RankId) { return std::make_unique<NoLog>(); }}};
    auto const run = [&](std::vector<std::string> words) {
        return [&helper, words = std::move(words)] {
            process::ProcessRequest request;
            request.argv = words;
            request.drop = "bench";
            if (!helper.run(request).succeeded()) {
                std::abort();
            }
        };
    };
    for (int const threads : {1, 2}) {
        bench::print(measure(
            fmt::format("process /bin/true, {} threads: helper / posix_spawn loop", threads),
            threads,
            count,
            {run({"/bin/true"}), [] { spawn_plainly({"/bin/true"}); }}));
    }
    bench::print(measure("command without shell, 2 threads: helper / bash -c by posix_spawn",
                         2,
                         count,
                         {run({"/bin/true"}), [] {
                              spawn_plainly({"/bin/bash", "-c", "/bin/true"});
                          }}));
}

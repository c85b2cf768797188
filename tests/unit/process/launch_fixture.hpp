#pragma once

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "atoll/process/launch_helper.hpp"

namespace atl::process::testing {

/// A log that writes "<drop>#<attempt> out: <bytes>" pieces and "<drop>#<attempt> end" to a file.
class FileLog final : public LogSink {
  public:
    explicit FileLog(std::filesystem::path const& file) : file_(file, std::ios::app) {}

    void write(LogOrigin const& origin, LogStream stream, std::string_view bytes) override
    {
        std::lock_guard const guard{mutex_};
        file_ << origin.drop << '#' << origin.attempt
              << (stream == LogStream::output ? " out: " : " err: ") << bytes << std::flush;
    }
    void end(LogOrigin const& origin) override
    {
        std::lock_guard const guard{mutex_};
        file_ << origin.drop << '#' << origin.attempt << " end\n" << std::flush;
    }

  private:
    std::mutex mutex_;
    std::ofstream file_;
};

[[nodiscard]] inline ProcessRequest command(std::vector<std::string> argv)
{
    ProcessRequest request;
    request.argv = std::move(argv);
    request.drop = "drop";
    return request;
}

[[nodiscard]] inline ProcessRequest script(std::string text)
{
    return command({"/bin/bash", "-c", std::move(text)});
}

/// Whether process \p pid runs (a zombie does not).
[[nodiscard]] inline bool runs(pid_t pid)
{
    std::ifstream file{"/proc/" + std::to_string(pid) + "/stat"};
    std::string stat;
    std::getline(file, stat);
    auto const name_end = stat.rfind(')');
    return name_end != std::string::npos && stat[name_end + 2] != 'Z';
}

/// Waits until \p condition holds, at most five seconds. \returns whether it does.
template <typename Condition>
[[nodiscard]] bool eventually(Condition const& condition)
{
    auto const deadline = std::chrono::steady_clock::now() + std::chrono::seconds{5};
    while (!condition()) {
        if (std::chrono::steady_clock::now() > deadline) {
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{2});
    }
    return true;
}

/// A folder of the test and a helper whose log is the file "log" in it.
class LaunchFixture : public ::testing::Test {
  protected:
    LaunchFixture()
    {
        std::filesystem::create_directories(folder / "scratch");
        start(options());
    }
    ~LaunchFixture() override
    {
        helper.reset();
        std::filesystem::remove_all(folder);
    }

    [[nodiscard]] LaunchOptions options() const
    {
        return {.cookie = folder.filename(),
                .scratch_folder = folder / "scratch",
                .grace = std::chrono::milliseconds{100},
                .open_log = [file = folder / "log"](RankId) {
                    return std::make_unique<FileLog>(file);
                }};
    }

    void start(LaunchOptions const& chosen)
    {
        helper = std::make_unique<LaunchHelper>(chosen);
        helper->open_log(RankId{1});
    }

    [[nodiscard]] std::string content(std::string const& name) const
    {
        std::ostringstream text;
        text << std::ifstream{folder / name}.rdbuf();
        return text.str();
    }

    /// The number that a script wrote to file \p name; waits for it. 0: it never came.
    [[nodiscard]] pid_t written_pid(std::string const& name) const
    {
        std::ignore = eventually([&] { return content(name).ends_with('\n'); });
        auto const text = content(name);
        return text.empty() ? 0 : std::stoi(text);
    }

    std::filesystem::path folder =
        std::filesystem::temp_directory_path() /
        ("atoll-process-" + std::to_string(::getpid()) + "-" +
         ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::unique_ptr<LaunchHelper> helper;
};

}  // namespace atl::process::testing

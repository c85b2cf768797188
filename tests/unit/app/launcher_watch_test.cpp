#include "app/launcher_watch.hpp"

#include <csignal>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace atl::app {
namespace {

/// "HOST:" of this machine.
[[nodiscard]] std::string host_and_colon()
{
    auto const text = LauncherWatch::this_process();
    return text.substr(0, text.rfind(':') + 1);
}

TEST(LauncherWatch, sees_that_a_process_lives)
{
    EXPECT_FALSE(LauncherWatch{LauncherWatch::this_process()}.is_gone());
}

TEST(LauncherWatch, sees_that_a_process_has_ended)
{
    auto const child = fork();
    if (child == 0) {
        pause();
    }
    LauncherWatch const watch{host_and_colon() + std::to_string(child)};
    kill(child, SIGKILL);
    siginfo_t info{};
    waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOWAIT);
    EXPECT_TRUE(watch.is_gone());
    waitpid(child, nullptr, 0);
    EXPECT_TRUE(LauncherWatch{host_and_colon() + std::to_string(child)}.is_gone());
}

TEST(LauncherWatch, watches_nobody_on_other_hosts_or_without_a_name)
{
    EXPECT_FALSE(LauncherWatch{"another-host:1999999"}.is_gone());
    EXPECT_FALSE(LauncherWatch{""}.is_gone());
    EXPECT_FALSE(LauncherWatch{host_and_colon() + "x"}.is_gone());
}

}  // namespace
}  // namespace atl::app

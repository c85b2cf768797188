#include "app/launcher_watch.hpp"

#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include "process/pidfd.hpp"

namespace atl::app {
namespace {

[[nodiscard]] std::string host()
{
    std::array<char, 256> name{};
    gethostname(name.data(), name.size() - 1);
    return name.data();
}

}  // namespace

LauncherWatch::LauncherWatch(std::string_view launcher)
{
    auto const colon = launcher.rfind(':');
    if (colon == std::string_view::npos || launcher.substr(0, colon) != host()) {
        return;
    }
    auto const number = launcher.substr(colon + 1);
    pid_t pid = 0;
    std::from_chars(number.data(), number.data() + number.size(), pid);
    if (pid > 0) {
        launcher_ = process::open_pidfd(pid);
        was_gone_ = !launcher_ && ::kill(pid, 0) != 0 && errno == ESRCH;
    }
}

bool LauncherWatch::is_gone() const
{
    pollfd ended{launcher_.get(), POLLIN, 0};
    return was_gone_ || (launcher_ && ::poll(&ended, 1, 0) == 1);
}

std::string LauncherWatch::this_process()
{
    return fmt::format("{}:{}", host(), ::getpid());
}

}  // namespace atl::app

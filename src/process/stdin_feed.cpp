#include "atoll/process/stdin_feed.hpp"

#include <cerrno>
#include <csignal>
#include <ctime>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace atl::process {
namespace {

constexpr int stop_check_ms = 50;  // how late a stop may be noticed while the process does not read

/// Keeps the SIGPIPE of our own writes from the process; the caller's mask is restored.
class NoSigpipe {
  public:
    NoSigpipe() noexcept
    {
        ::sigemptyset(&pipe_);
        ::sigaddset(&pipe_, SIGPIPE);
        ::pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
    }
    NoSigpipe(NoSigpipe const&) = delete;
    NoSigpipe& operator=(NoSigpipe const&) = delete;
    ~NoSigpipe()
    {
        if (::sigismember(&before_, SIGPIPE) == 0) {
            timespec const at_once{0, 0};
            ::sigtimedwait(&pipe_, nullptr, &at_once);
            ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
        }
    }

  private:
    sigset_t pipe_{};
    sigset_t before_{};
};

}  // namespace

StdinFeed::StdinFeed() : ends_(make_pipe())
{
    ::fcntl(ends_.write.get(), F_SETFL, O_NONBLOCK);
}

StdinFeed::Result StdinFeed::write(std::string_view bytes, std::stop_token const& stop)
{
    NoSigpipe const quiet;
    while (!bytes.empty()) {
        auto const count = ::write(ends_.write.get(), bytes.data(), bytes.size());
        if (count > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(count));
            continue;
        }
        if (count < 0 && errno != EAGAIN && errno != EINTR) {
            return Result::closed;
        }
        if (stop.stop_requested()) {
            return Result::stopped;
        }
        pollfd room{ends_.write.get(), POLLOUT, 0};
        ::poll(&room, 1, stop_check_ms);
    }
    return Result::written;
}

}  // namespace atl::process

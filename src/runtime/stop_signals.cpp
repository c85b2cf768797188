#include "runtime/stop_signals.hpp"

#include <algorithm>
#include <array>
#include <atomic>

namespace atl::runtime {
namespace {

// Set by the signal handler on whichever thread gets the signal, read by the progress thread and
// the workers. Relaxed: nothing else is handed over with it. Lock-free: all that a handler may
// touch. A handler has no context that this could be passed in.
std::atomic<int> stop_signal{0};  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
static_assert(std::atomic<int>::is_always_lock_free);

}  // namespace

bool stop_signalled() noexcept
{
    return stop_signal.load(std::memory_order_relaxed) != 0;
}

bool may_have_died_with_job(int exit_code) noexcept
{
    constexpr int by_signal = 128;
    constexpr std::array sent{SIGHUP, SIGINT, SIGKILL, SIGTERM};
    return std::ranges::find(sent, exit_code - by_signal) != sent.end();
}

StopSignals::StopSignals()
{
    stop_signal.store(0, std::memory_order_relaxed);
    struct sigaction action {};
    action.sa_handler = [](int signal) { stop_signal.store(signal, std::memory_order_relaxed); };
    sigaction(SIGTERM, &action, &old_term_);
    sigaction(SIGINT, &action, &old_int_);
}

StopSignals::~StopSignals()
{
    sigaction(SIGTERM, &old_term_, nullptr);
    sigaction(SIGINT, &old_int_, nullptr);
}

}  // namespace atl::runtime

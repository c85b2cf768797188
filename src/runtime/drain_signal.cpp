#include "runtime/drain_signal.hpp"

#include <atomic>

namespace atl::runtime {
namespace {

// As the flag of StopSignals.
std::atomic<bool> drain_signal{
    false};  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
static_assert(std::atomic<bool>::is_always_lock_free);

}  // namespace

bool drain_signalled() noexcept
{
    return drain_signal.load(std::memory_order_relaxed);
}

DrainSignal::DrainSignal()
{
    drain_signal.store(false, std::memory_order_relaxed);
    struct sigaction action {};
    action.sa_handler = [](int) { drain_signal.store(true, std::memory_order_relaxed); };
    sigaction(SIGUSR1, &action, &old_);
}

DrainSignal::~DrainSignal()
{
    sigaction(SIGUSR1, &old_, nullptr);
}

}  // namespace atl::runtime

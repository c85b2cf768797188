#include "runtime/fence.hpp"

#include <cstdlib>
#include <limits>
#include <string>
#include <utility>

#include "atoll/core/error.hpp"
#include "atoll/core/log.hpp"
#include "atoll/session/epoch_file.hpp"

namespace atl::runtime {
namespace {

constexpr std::int64_t fence_holds_for_ns = 1'000'000'000;

// Nothing is put in order: all that this rank has is its successor's now.
[[noreturn]] void leave_the_session(std::uint32_t later)
{
    log::write(log::Level::error,
               "runtime",
               "this rank was given up: the session has gone on as epoch " + std::to_string(later));
    log::flush();
    std::_Exit(static_cast<int>(ExitStatus::lost_rank));
}

}  // namespace

Fence::Fence(session::SessionFolder folder,
             Clock const& clock,
             std::function<void(std::uint32_t later)> given_up)
    : folder_(std::move(folder)),
      clock_(clock),
      given_up_(given_up ? std::move(given_up) : leave_the_session),
      holds_until_ns_(std::numeric_limits<std::int64_t>::min())
{
}

void Fence::check(std::uint32_t epoch)
{
    // The time before looking counts: a process may be stopped at any moment.
    auto const now_ns = clock_.monotonic_ns();
    if (now_ns < holds_until_ns_.load(std::memory_order_relaxed)) {
        return;
    }
    auto const current = session::read_epoch(folder_);
    if (current && *current > epoch) {
        return given_up_(*current);
    }
    holds_until_ns_.store(now_ns + fence_holds_for_ns, std::memory_order_relaxed);
}

}  // namespace atl::runtime

#include "drops/apps/nap.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

namespace atl::drops {
namespace {

using Clock = std::chrono::steady_clock;

/// How long a cancelled sleeper may go on.
constexpr std::chrono::milliseconds longest_nap{50};

}  // namespace

bool sleep_for(double seconds, AppContext const& context)
{
    constexpr double longest = 100.0 * 365 * 24 * 3600;
    auto const span = std::chrono::duration<double>{std::min(seconds, longest)};
    auto const end = Clock::now() + std::chrono::duration_cast<Clock::duration>(span);
    for (auto now = Clock::now(); now < end; now = Clock::now()) {
        if (context.cancelled()) {
            return false;
        }
        std::this_thread::sleep_for(std::min<Clock::duration>(longest_nap, end - now));
    }
    return true;
}

}  // namespace atl::drops

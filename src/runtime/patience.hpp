#pragma once

#include <algorithm>
#include <ctime>

#include <sched.h>

namespace atl::runtime {

/// Waits longer the longer nothing happens: first by giving way, then by sleeping up to a
/// millisecond.
class Patience {
  public:
    void reset() noexcept { idle_ = 0; }
    void wait() noexcept
    {
        constexpr unsigned yields = 100;
        constexpr long first_nap_ns = 20'000;
        if (++idle_ < yields) {
            sched_yield();
            return;
        }
        auto const nap = std::min(1'000'000L, first_nap_ns << std::min(6U, (idle_ - yields) / 16));
        timespec const pause{0, nap};
        nanosleep(&pause, nullptr);
    }

  private:
    unsigned idle_{0};
};

}  // namespace atl::runtime

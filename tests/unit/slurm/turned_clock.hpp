#pragma once

#include "atoll/core/clock.hpp"
#include "atoll/core/units.hpp"

namespace atl::slurm {

/// A clock that stands still until it is turned.
class TurnedClock final : public Clock {
  public:
    void advance(Seconds span) { now_ += static_cast<std::int64_t>(span.count * 1e9); }

    [[nodiscard]] std::int64_t monotonic_ns() const noexcept override { return now_; }
    [[nodiscard]] std::int64_t wall_ns() const noexcept override { return now_; }

  private:
    std::int64_t now_{0};
};

}  // namespace atl::slurm

#pragma once

#include <cstdint>

namespace atl {

/// Source of time. Passed in, so that tests can turn it by hand.
class Clock {
  public:
    virtual ~Clock() = default;

    /// Nanoseconds since some fixed moment; never goes back. For durations.
    [[nodiscard]] virtual std::int64_t monotonic_ns() const noexcept = 0;
    /// Nanoseconds since 1970-01-01 UTC; may jump. For people.
    [[nodiscard]] virtual std::int64_t wall_ns() const noexcept = 0;

  protected:
    Clock() = default;
    Clock(Clock const&) = default;
    Clock& operator=(Clock const&) = default;
};

/// The machine's clocks. Thread-safe.
class SystemClock final : public Clock {
  public:
    [[nodiscard]] std::int64_t monotonic_ns() const noexcept override;
    [[nodiscard]] std::int64_t wall_ns() const noexcept override;
};

}  // namespace atl

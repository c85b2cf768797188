#pragma once

#include <cstdint>

namespace atl::engine {

/// When a drop began and how long it took.
struct Interval {
    std::int64_t start_ns{0};  ///< After Engine's construction, by its clock; whole microseconds.
    std::int64_t duration_ns{0};  ///< Good to 8 parts in a million.

    friend constexpr bool operator==(Interval, Interval) noexcept = default;
};

/// \p interval in 8 bytes: 40 bits of start in microseconds (12 days), then a duration in
/// nanoseconds as a float of 6 bits exponent and 18 bits mantissa, rounded down. Negative values
/// count as 0.
[[nodiscard]] std::uint64_t pack(Interval interval) noexcept;

/// What pack() made \p packed from, to the precision that it keeps.
[[nodiscard]] Interval unpack_interval(std::uint64_t packed) noexcept;

}  // namespace atl::engine

#include "atoll/engine/interval.hpp"

#include <algorithm>
#include <bit>

namespace atl::engine {
namespace {

constexpr unsigned duration_bits = 24;
constexpr unsigned mantissa_bits = 18;
constexpr std::uint64_t mantissa_mask = (1U << mantissa_bits) - 1;
constexpr std::uint64_t last_start_us = (std::uint64_t{1} << 40) - 1;
constexpr std::int64_t ns_per_us = 1000;

}  // namespace

std::uint64_t pack(Interval interval) noexcept
{
    auto const start = std::min<std::uint64_t>(
        static_cast<std::uint64_t>(std::max<std::int64_t>(interval.start_ns, 0) / ns_per_us),
        last_start_us);
    auto const duration =
        static_cast<std::uint64_t>(std::max<std::int64_t>(interval.duration_ns, 0));
    auto const width = static_cast<unsigned>(std::bit_width(duration));
    std::uint64_t const exponent = width > mantissa_bits ? width - mantissa_bits : 0;
    return start << duration_bits | exponent << mantissa_bits | duration >> exponent;
}

Interval unpack_interval(std::uint64_t packed) noexcept
{
    auto const exponent = packed >> mantissa_bits & ((1U << (duration_bits - mantissa_bits)) - 1);
    return {.start_ns = static_cast<std::int64_t>(packed >> duration_bits) * ns_per_us,
            .duration_ns = static_cast<std::int64_t>((packed & mantissa_mask) << exponent)};
}

}  // namespace atl::engine

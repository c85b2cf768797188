#pragma once

#include <cstdint>

namespace atl::runtime {

constexpr std::int64_t second_ns = 1'000'000'000;

/// \p ns nanoseconds in seconds.
[[nodiscard]] constexpr double seconds(std::int64_t ns)
{
    return static_cast<double>(ns) * 1e-9;
}

}  // namespace atl::runtime

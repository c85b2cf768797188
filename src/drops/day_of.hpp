#pragma once

#include <cstdint>
#include <ctime>
#include <string>

#include <fmt/format.h>

namespace atl::drops {

/// The day in UTC of \p wall_ns, "2026-11-20".
[[nodiscard]] inline std::string day_of(std::int64_t wall_ns)
{
    auto const seconds = static_cast<std::time_t>(wall_ns / 1'000'000'000);
    std::tm utc{};
    ::gmtime_r(&seconds, &utc);
    return fmt::format("{:04}-{:02}-{:02}", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday);
}

}  // namespace atl::drops

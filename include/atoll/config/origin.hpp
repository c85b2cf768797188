#pragma once

#include <cstdint>
#include <string>

namespace atl::config {

/// Where a value was written.
struct Origin {
    std::string source;       ///< A file's name, "environment NAME", "--set KEY" or "default".
    std::uint32_t line{0};    ///< From 1; 0: the source has no lines.
    std::uint32_t column{0};  ///< From 1.

    friend bool operator==(Origin const&, Origin const&) = default;
};

/// "site.yaml:12:3", or the source alone.
[[nodiscard]] std::string to_string(Origin const& origin);

}  // namespace atl::config

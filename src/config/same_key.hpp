#pragma once

#include <algorithm>
#include <string_view>

namespace atl::config {

/// Whether \p written means the key \p name: dask takes '-' for '_' in keys.
[[nodiscard]] inline bool same_key(std::string_view written, std::string_view name)
{
    return std::ranges::equal(
        written, name, [](char a, char b) { return a == b || (a == '-' && b == '_'); });
}

}  // namespace atl::config

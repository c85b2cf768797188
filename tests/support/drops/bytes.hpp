#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace atl::test {

/// \p text as content of a drop.
[[nodiscard]] inline std::span<std::byte const> bytes_of(std::string_view text)
{
    return {reinterpret_cast<std::byte const*>(text.data()), text.size()};
}

}  // namespace atl::test

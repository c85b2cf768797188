#pragma once

#include <cstdint>

namespace atl {

/// A rank that must hear of a drop, and the index by which it knows the drop (its ghost there).
struct RemoteTarget {
    std::uint32_t rank{0};
    std::uint32_t ghost{0};

    friend constexpr bool operator==(RemoteTarget, RemoteTarget) noexcept = default;
};

}  // namespace atl

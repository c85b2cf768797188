#pragma once

#include <cstdint>

namespace atl::translate {

/// Indexes [begin, end) of one block.
struct IndexRange {
    std::uint64_t begin{0};
    std::uint64_t end{0};

    [[nodiscard]] std::uint64_t size() const noexcept { return end - begin; }
    [[nodiscard]] bool holds(IndexRange other) const noexcept
    {
        return begin <= other.begin && other.end <= end;
    }
    friend constexpr bool operator==(IndexRange, IndexRange) noexcept = default;
};

}  // namespace atl::translate

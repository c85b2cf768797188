#pragma once

#include <cstdint>

#include "atoll/core/drop_state.hpp"

namespace atl {

/// What a drop brings along from an earlier epoch of its session.
struct RestoredDrop {
    /// A final state: the drop keeps it and does not run. Any other: it runs, or runs again.
    DropState state{DropState::initialized};
    /// App that runs again: attempts that it has used up. Those that ended because their rank was
    /// lost are not among them.
    std::uint8_t tries{0};

    /// True when the drop keeps its state. What was cancelled runs after all.
    [[nodiscard]] constexpr bool kept() const noexcept
    {
        return is_final(state) && state != DropState::cancelled;
    }

    friend constexpr bool operator==(RestoredDrop, RestoredDrop) noexcept = default;
};

static_assert(sizeof(RestoredDrop) == 2, "two bytes a drop travel to its rank");

}  // namespace atl

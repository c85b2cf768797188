#include "atoll/core/drop_state.hpp"

namespace atl {
namespace {

constexpr std::array<std::string_view, drop_state_count> names{
    "INITIALIZED",
    "WRITING",
    "COMPLETED",
    "ERROR",
    "EXPIRED",
    "DELETED",
    "CANCELLED",
    "SKIPPED",
    "NOT_RUN",
    "RUNNING",
    "FINISHED",
};

}  // namespace

std::string_view to_string(DropState state) noexcept
{
    return names[static_cast<std::size_t>(state)];
}

std::optional<DropState> drop_state(std::string_view name) noexcept
{
    auto const* const found = std::ranges::find(names, name);
    if (found == names.end()) {
        return std::nullopt;
    }
    return static_cast<DropState>(found - names.begin());
}

}  // namespace atl

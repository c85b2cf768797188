#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "atoll/core/drop_state.hpp"
#include "atoll/core/ids.hpp"
#include "atoll/journal/session_snapshot.hpp"

namespace atl::journal {

/// What became of the drops of one template.
struct TemplateSummary {
    std::array<std::uint64_t, drop_state_count> states{};  ///< Drops by their last state.
    double run_seconds{0};      ///< Sum over drops that ended, as the next.
    double longest_seconds{0};  ///< The longest of them.
    std::uint64_t bytes{0};     ///< Of data drops that completed.
    std::uint64_t lost_tries{0};

    [[nodiscard]] std::uint64_t drops() const noexcept;
};

/// [templates] Sums over \p snapshot. \p template_of tells the template of a drop, < \p templates.
[[nodiscard]] std::vector<TemplateSummary> summarize(
    SessionSnapshot const& snapshot,
    std::size_t templates,
    std::function<TemplateId(DropId)> const& template_of);

}  // namespace atl::journal

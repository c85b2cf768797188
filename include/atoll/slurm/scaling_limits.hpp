#pragma once

#include <cstdint>
#include <optional>

#include "atoll/core/units.hpp"

namespace atl::slurm {

/// Bounds and habits of scaling. An island is one extension job.
struct ScalingLimits {
    std::uint32_t cpus_per_island{1};     ///< >= 1
    std::uint32_t least{0};               ///< Islands, whatever there is to do.
    std::optional<std::uint32_t> most;    ///< Islands; nothing: no bound.
    std::uint32_t most_waiting{4};        ///< Islands in the queue at once.
    Seconds target_duration{60};          ///< What is ready should be done in this time.
    Seconds withdraw_after{60};           ///< A waiting island is surplus for this long first.
    Seconds drain_after{300};             ///< The same of one that runs.
    Seconds drain_before_end{120};        ///< An island drains this long before its job ends.
    std::optional<Seconds> longest_drop;  ///< What takes longer cannot run on an island.
    friend bool operator==(ScalingLimits const&, ScalingLimits const&) = default;
};

}  // namespace atl::slurm

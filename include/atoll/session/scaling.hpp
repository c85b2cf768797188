#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "atoll/core/units.hpp"

namespace atl::session {

/// How a session grows and shrinks by extension jobs: "scaling" in session.json.
struct Scaling {
    bool adapts{false};                       ///< Follows the work; else people say how many.
    std::uint32_t least_nodes{0};             ///< Node managers, those of the base job among them.
    std::optional<std::uint32_t> most_nodes;  ///< The same; nothing: no bound.
    std::uint32_t nodes_per_island{1};        ///< Of one extension job; >= 1.
    std::uint32_t most_waiting{0};            ///< Extension jobs in the queue; 0: what is usual.
    Seconds interval{1};                      ///< Between two decisions.
    std::uint32_t wait_count{3};              ///< Decisions in a row before one is withdrawn.
    Seconds target_duration{60};              ///< What is ready should be done in this time.
    Seconds idle_timeout{300};                ///< Surplus for so long, one drains.
    Seconds drain_before_end{120};            ///< Before the end of an extension job.
    Seconds poll_interval{15};                ///< Between two questions to squeue while one waits.
    Seconds command_timeout{60};              ///< Of one SLURM command.
    std::string submit_via{"auto"};           ///< auto, local, "ssh HOST" or spool.
    friend bool operator==(Scaling const&, Scaling const&) = default;
};

}  // namespace atl::session

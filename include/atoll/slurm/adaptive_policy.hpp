#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "atoll/slurm/island_view.hpp"
#include "atoll/slurm/scaling_limits.hpp"
#include "atoll/slurm/workload.hpp"

namespace atl::slurm {

/// For how long there have been more islands than needed, and by how many at least.
struct Surplus {
    Seconds held{0};
    std::uint32_t least{0};
    friend bool operator==(Surplus const&, Surplus const&) = default;
};

/// What a decision must know of those before it.
struct PolicyMemory {
    Surplus waiting;
    Surplus running;
    friend bool operator==(PolicyMemory const&, PolicyMemory const&) = default;
};

/// Everything that a decision depends on. Refers to what its maker owns.
struct Situation {
    Workload const& work;
    std::vector<IslandView> const& islands;  ///< In order of submission.
    ScalingLimits const& limits;
    PolicyMemory memory{};
    Seconds since_last{1};        ///< Since the decision before; bounded by its maker.
    Seconds expected_wait{60};    ///< In the queue.
    std::uint32_t may_submit{0};  ///< Submissions that are in order now.
    std::string may_not_because;  ///< Why there are none: "sbatch refused the last one (...)".
};

/// What is to be done about the number of islands.
struct Decision {
    std::uint32_t submit{0};
    std::vector<IslandId> cancel;  ///< Waiting islands that are not needed.
    std::vector<IslandId> drain;   ///< Running islands that are to finish and leave.
    std::string reason;            ///< One line; "" when nothing is done.
    std::string held_back;         ///< Why there are not more; "" when there are enough.
    PolicyMemory memory;           ///< For the next decision.
};

/// Decides how many extension jobs there should be.
///
/// Pure: the same situation, the same decision. As dask's `adapt`, except that jobs in the queue
/// count as capacity, that a running island is never ended but drains, that what withdraws or
/// drains islands asks for more than what submits them (so that nothing goes back and forth), and
/// that nothing is submitted for work that is done before a job could begin.
/// docs/adr/0036-how-many-islands.md has the reasons.
[[nodiscard]] Decision decide_islands(Situation const& situation);

}  // namespace atl::slurm

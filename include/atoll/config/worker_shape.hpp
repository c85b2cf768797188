#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "atoll/config/cluster_config.hpp"

namespace atl::config {

/// What one node manager (one node of a job) may use.
struct WorkerShape {
    std::uint32_t slots{1};      ///< Drops that run at once; >= 1.
    std::uint32_t cpus{1};       ///< CPUs of the node that belong to the job; >= 1.
    Bytes memory{};              ///< 0: not stated.
    std::uint32_t processes{1};  ///< dask worker processes this stands for; >= 1.
    friend bool operator==(WorkerShape const&, WorkerShape const&) = default;
};

/// Shape of each worker that \p cluster describes. Without `processes` dask's own rule holds:
/// the smallest divisor of cores that is at least their square root.
[[nodiscard]] WorkerShape worker_shape(ClusterConfig const& cluster);

/// How many jobs there may be at once.
struct ScalingBounds {
    std::uint32_t minimum{0};
    std::optional<std::uint32_t> maximum;  ///< Nothing: no bound is stated.
    friend bool operator==(ScalingBounds const&, ScalingBounds const&) = default;
};

/// Bounds of \p cluster in jobs: processes, cores and memory are divided by those of one job.
[[nodiscard]] ScalingBounds scaling_bounds(ClusterConfig const& cluster);

/// Node managers the session starts with: the minimum or `n_workers`, and at least one.
[[nodiscard]] std::uint32_t initial_nodes(ClusterConfig const& cluster);

/// The value of `--mem=` as dask-jobqueue writes it, "120G" (rounded up); "" when the file states
/// no memory.
[[nodiscard]] std::string memory_directive(ClusterConfig const& cluster);

/// The SLURM job's name: `job_name`, else `name`, else "atoll".
[[nodiscard]] std::string job_name(ClusterConfig const& cluster);

}  // namespace atl::config

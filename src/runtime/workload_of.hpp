#pragma once

#include <cstdint>
#include <vector>

#include "atoll/manager/protocol.hpp"
#include "atoll/slurm/workload.hpp"

namespace atl::runtime {

/// What there is to do, from what the node managers said last.
///
/// Expected times come from the graph, corrected by how long what has ended really took. Apps of
/// which the graph expects nothing have an unknown length.
/// \param ranks          [node managers]
/// \param cpus_per_rank  of each.
/// \param cpus_per_app   that an app keeps others from: more than one where a node manager has
///                       fewer slots than CPUs (`cores: 1, job_cpu: 8`).
[[nodiscard]] slurm::Workload workload_of(std::vector<manager::Progress> const& ranks,
                                          std::uint32_t cpus_per_rank,
                                          std::uint32_t cpus_per_app);

}  // namespace atl::runtime

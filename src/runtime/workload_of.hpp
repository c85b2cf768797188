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
[[nodiscard]] slurm::Workload workload_of(std::vector<manager::Progress> const& ranks,
                                          std::uint32_t cpus_per_rank);

}  // namespace atl::runtime

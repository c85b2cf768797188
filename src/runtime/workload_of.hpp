#pragma once

#include <cstdint>
#include <vector>

#include "atoll/manager/protocol.hpp"
#include "atoll/manager/template_load.hpp"
#include "atoll/slurm/workload.hpp"

namespace atl::runtime {

/// What a node manager said last.
struct RankLoad {
    manager::Progress progress;
    std::vector<manager::TemplateLoad> templates;  ///< Empty before its first census.
};

/// What there is to do, from what the node managers said last: template by template, with what is
/// about to be ready.
///
/// A rank that has not counted yet is taken for one template; what the graph expects of it is
/// corrected by how long what has ended really took.
/// \param ranks          [node managers]
/// \param cpus_per_rank  of each.
/// \param cpus_per_app   that an app keeps others from: more than one where a node manager has
///                       fewer slots than CPUs (`cores: 1, job_cpu: 8`).
[[nodiscard]] slurm::Workload workload_of(std::vector<RankLoad> const& ranks,
                                          std::uint32_t cpus_per_rank,
                                          std::uint32_t cpus_per_app);

}  // namespace atl::runtime

#pragma once

#include <optional>
#include <vector>

#include "atoll/core/units.hpp"

namespace atl::slurm {

/// When each island is to begin to drain, from the \p ends of their jobs.
///
/// \p margin before its end, but at most a fifth of \p walltime. Islands that would all drain at
/// once are spread over up to a tenth of \p walltime before that, so that the session does not
/// lose them together. Same order as \p ends; nothing where the end is not known.
[[nodiscard]] std::vector<std::optional<Seconds>> drain_moments(
    std::vector<std::optional<Seconds>> const& ends, Seconds margin, Seconds walltime);

}  // namespace atl::slurm

#pragma once

#include "atoll/drops/drop_runner.hpp"

#include "drops/registry.hpp"

namespace atl::drops {

/// What apps on a rank that runs with \p options are offered. \p options outlives the result.
[[nodiscard]] RankServices rank_services(RunnerOptions const& options);

}  // namespace atl::drops

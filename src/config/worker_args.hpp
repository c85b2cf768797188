#pragma once

#include "atoll/config/read_cluster.hpp"

namespace atl::config {

/// Takes over what `worker_extra_args` says that has a key of its own, where that key is absent,
/// and accounts for each option in \p file.keys.
void apply_worker_args(ClusterFile& file);

}  // namespace atl::config

#pragma once

#include <string>

#include "atoll/config/read_cluster.hpp"

namespace atl::config {

/// Checks what no single key shows: values that contradict each other, values that are right for
/// YAML or SLURM and still not meant. Adds to \p file.diagnostics, and to effects in \p file.keys.
/// \param source  name of the file, for problems without a line.
void cross_check(ClusterFile& file, std::string const& source);

}  // namespace atl::config

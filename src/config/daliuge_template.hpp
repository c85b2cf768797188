#pragma once

#include <string>
#include <string_view>

#include "atoll/config/read_cluster.hpp"

namespace atl::config {

/// Whether \p text starts as a script does: "#!".
[[nodiscard]] bool looks_like_script(std::string_view text);

/// Reads a SLURM template of DALiuGE: its first line, its #SBATCH lines and its commands, which run
/// once on each node before the rank. $VARIABLES stay until the script is made.
void read_daliuge_template(std::string_view text, std::string const& source, ClusterFile& file);

}  // namespace atl::config

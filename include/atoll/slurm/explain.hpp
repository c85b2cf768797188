#pragma once

#include <cstdint>
#include <string>

#include "atoll/config/read_cluster.hpp"

namespace atl::slurm {

/// What `atoll config explain` tells about a cluster file. Refers to what its maker owns.
struct Explanation {
    config::ClusterFile const& file;
    std::string const& script;    ///< The job script, "" when the file has errors.
    std::uint32_t nodes{1};       ///< Node managers of a session without --nodes.
    Diagnostics const& settings;  ///< What is wrong with Atoll's own settings.
};

/// For a person: script, table of keys, worker, bounds, problems.
[[nodiscard]] std::string explain_text(Explanation const& explanation);

/// The same as a JSON object: layout, script, keys, worker, bounds, nodes, problems.
[[nodiscard]] std::string explain_json(Explanation const& explanation);

}  // namespace atl::slurm

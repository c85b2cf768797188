#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "atoll/config/cluster_config.hpp"
#include "atoll/config/settings.hpp"

namespace atl::slurm {

/// \p value as it stands after an option on an #SBATCH line: quoted only where sbatch would split
/// it. \throws Error{invalid_config} when it holds a control character, which could end the line.
[[nodiscard]] std::string sbatch_value(std::string_view value);

/// Lines "#SBATCH ..." that dask-jobqueue writes for \p cluster, byte for byte, with \p nodes in
/// place of its 1; then job_extra_directives. Lines that job_directives_skip names are left out.
[[nodiscard]] std::vector<std::string> header_lines(config::ClusterConfig const& cluster,
                                                    config::MemoryDirective memory,
                                                    std::uint32_t nodes);

/// An option that Atoll adds when the user's own lines do not state it.
struct OwnOption {
    std::string name;   ///< Long name without dashes.
    std::string value;  ///< "" when it has none.
};

/// Lines for those of \p options that neither job_extra_directives nor job_directives_skip of
/// \p cluster mention.
[[nodiscard]] std::vector<std::string> own_lines(config::ClusterConfig const& cluster,
                                                 std::vector<OwnOption> const& options);

}  // namespace atl::slurm

#pragma once

#include <string>
#include <string_view>

#include "atoll/config/read_cluster.hpp"

namespace atl::config {

/// Whether the first line of \p text that says something is an INI file's: "[section]".
[[nodiscard]] bool looks_like_ini(std::string_view text);

/// Reads DALiuGE's INI file: sections are flattened, empty values dropped, ${NAME} and
/// ${SECTION:NAME} replaced. Unknown keys are problems.
void read_daliuge_ini(std::string_view text, std::string const& source, ClusterFile& file);

}  // namespace atl::config

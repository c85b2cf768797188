#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace atl::slurm {

/// Names in a SLURM host list, "n[1-4],x[001-003,7]-ib": leading zeros stay, several brackets in a
/// name multiply. \throws Error{usage} when \p list is not of this form or stands for more than
/// 100000 names.
[[nodiscard]] std::vector<std::string> expand_hostlist(std::string_view list);

}  // namespace atl::slurm

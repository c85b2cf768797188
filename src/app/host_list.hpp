#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace atl::app {

/// Hosts that a graph is mapped to, as `dlg map` takes them: island managers first, then nodes.
struct HostList {
    std::vector<std::string> islands;
    std::vector<std::string> nodes;
};

/// The first \p islands words of \p text, which commas separate, and the others.
/// \throws Error{usage} when no host is left for nodes.
[[nodiscard]] HostList parse_hosts(std::string const& text, std::uint32_t islands);

}  // namespace atl::app

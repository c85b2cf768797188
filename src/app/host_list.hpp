#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <boost/program_options.hpp>

namespace atl::app {

/// Hosts that a graph is mapped to, as `dlg map` takes them: island managers first, then nodes.
struct HostList {
    std::vector<std::string> islands;
    std::vector<std::string> nodes;
};

/// The first \p islands words of \p text, which commas separate, and the others.
/// \throws Error{usage} when no host is left for nodes.
[[nodiscard]] HostList parse_hosts(std::string const& text, std::uint32_t islands);

/// The options about hosts that subcommands share.
struct HostArguments {
    std::string hosts;
    int islands{1};
};

/// Adds `--nodes` and `--islands` to \p options; \p arguments must outlive it.
void add_host_options(boost::program_options::options_description& options,
                      HostArguments& arguments);

/// \throws Error{usage} when no hosts are named, or no host is left for nodes.
[[nodiscard]] HostList parse_hosts(HostArguments const& arguments);

}  // namespace atl::app

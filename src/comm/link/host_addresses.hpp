#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace atl::comm {

/// A numeric address of this host.
struct HostAddress {
    std::string interface;
    std::string host;
    bool loopback{false};
};

/// Addresses of all interfaces that are up, but for IPv6 link-local ones, which mean nothing
/// elsewhere.
[[nodiscard]] std::vector<HostAddress> host_addresses();

/// What others are told of \p all: those of interface \p preferred first, loopback only when there
/// is nothing else, otherwise as they come.
[[nodiscard]] std::vector<std::string> published_addresses(std::vector<HostAddress> all,
                                                           std::string_view preferred);

}  // namespace atl::comm

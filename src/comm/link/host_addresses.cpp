#include "comm/link/host_addresses.hpp"

#include <algorithm>
#include <memory>

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>

namespace atl::comm {
namespace {

/// Empty when \p address is of no use to others.
std::string numeric(::sockaddr const& address)
{
    char text[INET6_ADDRSTRLEN] = "";
    if (address.sa_family == AF_INET) {
        auto const& ipv4 = reinterpret_cast<::sockaddr_in const&>(address);
        ::inet_ntop(AF_INET, &ipv4.sin_addr, text, sizeof text);
    } else if (address.sa_family == AF_INET6) {
        auto const& ipv6 = reinterpret_cast<::sockaddr_in6 const&>(address);
        if (!IN6_IS_ADDR_LINKLOCAL(&ipv6.sin6_addr)) {
            ::inet_ntop(AF_INET6, &ipv6.sin6_addr, text, sizeof text);
        }
    }
    return text;
}

}  // namespace

std::vector<HostAddress> host_addresses()
{
    ::ifaddrs* list = nullptr;
    if (::getifaddrs(&list) != 0) {
        return {};
    }
    std::unique_ptr<::ifaddrs, decltype(&::freeifaddrs)> const owner{list, &::freeifaddrs};
    std::vector<HostAddress> all;
    for (auto const* entry = list; entry != nullptr; entry = entry->ifa_next) {
        if (entry->ifa_addr == nullptr || (entry->ifa_flags & IFF_UP) == 0) {
            continue;
        }
        if (auto host = numeric(*entry->ifa_addr); !host.empty()) {
            all.push_back(
                {entry->ifa_name, std::move(host), (entry->ifa_flags & IFF_LOOPBACK) != 0});
        }
    }
    return all;
}

std::vector<std::string> published_addresses(std::vector<HostAddress> all,
                                             std::string_view preferred)
{
    bool const reachable = std::ranges::any_of(all, [](auto const& a) { return !a.loopback; });
    if (reachable) {
        std::erase_if(all, [](auto const& a) { return a.loopback; });
    }
    std::ranges::stable_partition(all, [&](auto const& a) { return a.interface == preferred; });
    std::vector<std::string> hosts;
    hosts.reserve(all.size());
    for (auto& address : all) {
        hosts.push_back(std::move(address.host));
    }
    return hosts;
}

}  // namespace atl::comm

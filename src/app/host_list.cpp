#include "app/host_list.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

namespace atl::app {

HostList parse_hosts(std::string const& text, std::uint32_t islands)
{
    HostList result;
    std::size_t begin = 0;
    while (begin < text.size()) {
        auto const end = std::min(text.find(',', begin), text.size());
        auto host = text.substr(begin, end - begin);
        if (!host.empty()) {
            auto& list = result.islands.size() < islands ? result.islands : result.nodes;
            list.push_back(std::move(host));
        }
        begin = end + 1;
    }
    if (result.nodes.empty()) {
        throw Error{ErrorKind::usage,
                    fmt::format("'{}' names {} hosts, too few for {} islands and a node",
                                text,
                                result.islands.size(),
                                islands),
                    "name the island managers' hosts first, then the nodes: -N login,node1,node2"};
    }
    return result;
}

}  // namespace atl::app

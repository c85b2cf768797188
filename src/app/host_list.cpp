#include "app/host_list.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

#include "app/options.hpp"

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

void add_host_options(boost::program_options::options_description& options,
                      HostArguments& arguments)
{
    namespace po = boost::program_options;
    auto add = options.add_options();
    add("nodes,N",
        po::value(&arguments.hosts)->value_name("HOSTS"),
        "hosts of the island managers, then of the nodes, separated by commas");
    add("islands,i", po::value(&arguments.islands)->value_name("N"), "island managers (default 1)");
}

HostList parse_hosts(HostArguments const& arguments)
{
    if (arguments.hosts.empty()) {
        throw Error{ErrorKind::usage,
                    "-N is missing: the hosts that the graph is mapped to",
                    "name them, separated by commas; the first is the island manager's"};
    }
    return parse_hosts(arguments.hosts, checked_count(arguments.islands, 1, "-i"));
}

}  // namespace atl::app

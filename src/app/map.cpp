#include "app/map.hpp"

#include <charconv>

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include "atoll/core/error.hpp"

#include "app/host_list.hpp"
#include "app/translation.hpp"

namespace atl::app {
namespace {

struct MapArguments {
    TranslationArguments files;
    HostArguments hosts;
    std::string manager_host;
    std::string manager_port;
    bool co_host_dim{false};
};

[[nodiscard]] CommandLine describe(MapArguments& a)
{
    CommandLine line{"atoll map GRAPH -N HOST,HOST,... [options]", {}, {"graph"}};
    add_file_options(line, a.files, "graph,P");
    add_host_options(line.options, a.hosts);
    namespace po = boost::program_options;
    auto add = line.options.add_options();
    add("host,H", po::value(&a.manager_host), "DALiuGE's, refused");
    add("port,p", po::value(&a.manager_port), "DALiuGE's, refused");
    add("co-host-dim", po::bool_switch(&a.co_host_dim), "DALiuGE's, without effect there too");
    line.aliases.insert(line.aliases.end(), {"host", "port", "co-host-dim"});
    return line;
}

/// The number in \p place, "#k". \throws Error{invalid_graph} naming \p graph and the drop.
[[nodiscard]] std::uint32_t part_number(graph::PhysicalGraph const& graph,
                                        DropId drop,
                                        std::uint16_t place,
                                        std::size_t hosts)
{
    std::string const text = place == graph::PhysicalGraph::no_place ? "" : graph.places()[place];
    std::uint32_t number = 0;
    auto const* const end = text.data() + text.size();
    bool const read = text.starts_with('#') &&
                      std::from_chars(text.data() + 1, end, number).ptr == end && text.size() > 1;
    if (!read) {
        throw Error{
            ErrorKind::invalid_graph,
            fmt::format(
                "drop '{}' is on '{}', which is no part (#0, #1, ...)", graph.oid(drop), text),
            "divide the graph with 'atoll partition' first"};
    }
    if (number >= hosts) {
        throw Error{ErrorKind::invalid_graph,
                    fmt::format("drop '{}' is on '{}', but there are only {} hosts for it",
                                graph.oid(drop),
                                text,
                                hosts),
                    "name as many hosts as there are parts (-N) and islands (-i)"};
    }
    return number;
}

void write(MapArguments const& arguments)
{
    if (!arguments.manager_host.empty() || !arguments.manager_port.empty()) {
        throw Error{ErrorKind::usage,
                    "--host and --port name a running island manager that dlg asks for its nodes, "
                    "which atoll has not",
                    "name the hosts: -N HOST,HOST,..."};
    }
    auto hosts = parse_hosts(arguments.hosts);
    auto const loaded = load_template(arguments.files);
    graph::WrittenPlacement placement;
    for (std::uint32_t i = 0; i < loaded.graph.size(); ++i) {
        DropId const drop{i};
        if (is_implicit(loaded.graph, drop)) {  // nowhere in the text
            placement.node.push_back(0);
            placement.island.push_back(0);
            continue;
        }
        placement.node.push_back(
            part_number(loaded.graph, drop, loaded.graph.node(drop), hosts.nodes.size()));
        placement.island.push_back(
            part_number(loaded.graph, drop, loaded.graph.island(drop), hosts.islands.size()));
    }
    placement.node_names = std::move(hosts.nodes);
    placement.island_names = std::move(hosts.islands);
    write_placed(arguments.files, loaded, placement);
}

}  // namespace

int map(std::span<std::string const> arguments)
{
    return run_translation<MapArguments>(arguments, describe, write);
}

}  // namespace atl::app

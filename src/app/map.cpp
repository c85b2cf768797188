#include "app/map.hpp"

#include <charconv>

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/graph/write_graph.hpp"

#include "app/host_list.hpp"
#include "app/options.hpp"
#include "app/output_file.hpp"
#include "app/template_text.hpp"

namespace atl::app {
namespace {

namespace po = boost::program_options;

struct MapArguments {
    std::string graph;
    std::string output{"-"};
    std::string hosts;
    int islands{1};
};

[[nodiscard]] CommandLine describe(MapArguments& a)
{
    CommandLine line{"atoll map GRAPH -N HOST,HOST,... [options]", {}, {"graph"}};
    auto add = line.options.add_options();
    add("graph,P",
        po::value(&a.graph)->value_name("FILE"),
        "partitioned graph ('-': standard input)");
    add("output,o",
        po::value(&a.output)->value_name("FILE"),
        "where the physical graph goes ('-': standard output)");
    add("nodes,N",
        po::value(&a.hosts)->value_name("HOSTS"),
        "hosts of the island managers, then of the nodes, separated by commas");
    add("islands,i", po::value(&a.islands)->value_name("N"), "island managers (default 1)");
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
    auto hosts = parse_hosts(arguments.hosts, checked_count(arguments.islands, 1, "-i"));
    auto const loaded = load_template(graph::GraphFile{arguments.graph}, {});
    graph::WrittenPlacement placement;
    for (std::uint32_t i = 0; i < loaded.graph.size(); ++i) {
        DropId const drop{i};
        placement.node.push_back(
            part_number(loaded.graph, drop, loaded.graph.node(drop), hosts.nodes.size()));
        placement.island.push_back(
            part_number(loaded.graph, drop, loaded.graph.island(drop), hosts.islands.size()));
    }
    placement.node_names = std::move(hosts.nodes);
    placement.island_names = std::move(hosts.islands);
    OutputFile output{arguments.output};
    graph::rewrite_placement(loaded.text, loaded.graph, placement, output.stream());
    output.close();
}

}  // namespace

int map(std::span<std::string const> arguments)
{
    MapArguments parsed;
    auto const line = describe(parsed);
    if (parse_options(line, arguments) == Parsed::go_on) {
        require(parsed.graph, "the graph", line);
        require(parsed.hosts, "-N", line);
        write(parsed);
    }
    return static_cast<int>(ExitStatus::success);
}

}  // namespace atl::app

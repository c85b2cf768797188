#include "app/translate.hpp"

#include <boost/program_options.hpp>

#include "atoll/core/error.hpp"

#include "app/host_list.hpp"
#include "app/logical_options.hpp"
#include "app/options.hpp"
#include "app/output_file.hpp"
#include "app/placed_graph.hpp"
#include "app/template_text.hpp"

namespace atl::app {
namespace {

namespace po = boost::program_options;

struct TranslateArguments {
    std::string graph;
    std::string output{"-"};
    std::string hosts;
    std::string algorithm{"metis"};
    std::string prefix{"1"};
    int islands{1};
    LogicalArguments logical;
};

[[nodiscard]] CommandLine describe(TranslateArguments& a)
{
    CommandLine line{"atoll translate GRAPH -N HOST,HOST,... [options]", {}, {"graph"}};
    auto add = line.options.add_options();
    add("graph,L", po::value(&a.graph)->value_name("FILE"), "graph ('-': standard input)");
    add("output,o",
        po::value(&a.output)->value_name("FILE"),
        "where the physical graph goes ('-': standard output)");
    add("nodes,N",
        po::value(&a.hosts)->value_name("HOSTS"),
        "hosts of the island managers, then of the nodes, separated by commas");
    add("islands,i", po::value(&a.islands)->value_name("N"), "island managers (default 1)");
    add("algorithm,a",
        po::value(&a.algorithm)->value_name("NAME"),
        "metis (default), round-robin or as-given");
    add("oid-prefix,p",
        po::value(&a.prefix)->value_name("TEXT"),
        "what identifiers of drops begin with (default '1')");
    add_logical_options(line.options, a.logical);
    return line;
}

void write(TranslateArguments const& arguments)
{
    auto hosts = parse_hosts(arguments.hosts, checked_count(arguments.islands, 1, "-i"));
    LoadOptions options;
    options.logical = logical_options(arguments.logical);
    options.unroll.oid_prefix = arguments.prefix;
    auto const loaded = load_template(graph::GraphFile{arguments.graph}, options);
    translate::PartitionRequest const request{.partitions =
                                                  static_cast<std::uint32_t>(hosts.nodes.size())};
    auto placement = place_on_parts(loaded.graph,
                                    arguments.algorithm,
                                    request,
                                    static_cast<std::uint32_t>(hosts.islands.size()));
    placement.node_names = std::move(hosts.nodes);
    placement.island_names = std::move(hosts.islands);
    OutputFile output{arguments.output};
    graph::rewrite_placement(loaded.text, loaded.graph, placement, output.stream());
    output.close();
}

}  // namespace

int translate(std::span<std::string const> arguments)
{
    TranslateArguments parsed;
    auto const line = describe(parsed);
    if (parse_options(line, arguments) == Parsed::go_on) {
        require(parsed.graph, "the graph", line);
        require(parsed.hosts, "-N", line);
        write(parsed);
    }
    return static_cast<int>(ExitStatus::success);
}

}  // namespace atl::app

#include "app/partition.hpp"

#include <cstdint>

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include "atoll/core/error.hpp"

#include "app/logical_options.hpp"
#include "app/options.hpp"
#include "app/output_file.hpp"
#include "app/placed_graph.hpp"
#include "app/template_text.hpp"

namespace atl::app {
namespace {

namespace po = boost::program_options;

struct PartitionArguments {
    std::string graph;
    std::string output{"-"};
    std::string algorithm{"metis"};
    std::string prefix{"1"};
    int parts{1};
    int islands{1};
    int seed{1};
    LogicalArguments logical;
};

[[nodiscard]] CommandLine describe(PartitionArguments& a)
{
    CommandLine line{"atoll partition GRAPH [options]", {}, {"graph"}};
    auto add = line.options.add_options();
    add("graph,P",
        po::value(&a.graph)->value_name("FILE"),
        "physical graph template or logical graph ('-': standard input)");
    add("output,o",
        po::value(&a.output)->value_name("FILE"),
        "where the result goes ('-': standard output)");
    add("algorithm,a",
        po::value(&a.algorithm)->value_name("NAME"),
        "metis (default), round-robin or as-given");
    add("partitions,N", po::value(&a.parts)->value_name("N"), "parts to make (default 1)");
    add("islands,i", po::value(&a.islands)->value_name("N"), "islands to put them on (default 1)");
    add("seed", po::value(&a.seed)->value_name("N"), "same seed, same result (default 1)");
    add("oid-prefix,p",
        po::value(&a.prefix)->value_name("TEXT"),
        "logical graph: what identifiers of drops begin with (default '1')");
    add_logical_options(line.options, a.logical);
    return line;
}

void write(PartitionArguments const& arguments)
{
    translate::PartitionRequest const request{.partitions = checked_count(arguments.parts, 1, "-N"),
                                              .seed = checked_count(arguments.seed, 1, "--seed")};
    auto const islands = checked_count(arguments.islands, 1, "-i");
    LoadOptions options;
    options.logical = logical_options(arguments.logical);
    options.unroll.oid_prefix = arguments.prefix;
    auto const loaded = load_template(graph::GraphFile{arguments.graph}, options);

    auto const placement = place_on_parts(loaded.graph, arguments.algorithm, request, islands);
    OutputFile output{arguments.output};
    graph::rewrite_placement(loaded.text, loaded.graph, placement, output.stream());
    output.close();
}

}  // namespace

int partition(std::span<std::string const> arguments)
{
    PartitionArguments parsed;
    auto const line = describe(parsed);
    if (parse_options(line, arguments) == Parsed::go_on) {
        require(parsed.graph, "the graph", line);
        write(parsed);
    }
    return static_cast<int>(ExitStatus::success);
}

}  // namespace atl::app

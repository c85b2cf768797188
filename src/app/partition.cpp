#include "app/partition.hpp"

#include <boost/program_options.hpp>

#include "app/partition_options.hpp"
#include "app/placed_graph.hpp"
#include "app/translation.hpp"

namespace atl::app {
namespace {

namespace po = boost::program_options;

struct PartitionArguments {
    TranslationArguments files;
    AlgorithmArguments how;
    int parts{0};
    int islands{1};
};

[[nodiscard]] CommandLine describe(PartitionArguments& a)
{
    CommandLine line{"atoll partition GRAPH [options]", {}, {"graph"}};
    add_file_options(line, a.files, "graph,P");
    auto add = line.options.add_options();
    add("partitions,N",
        po::value(&a.parts)->value_name("N"),
        "parts to make (default 1; mysarkar, min_num_parts, pso: as many as they find best)");
    add("islands,i", po::value(&a.islands)->value_name("N"), "islands to put them on (default 1)");
    add_algorithm_options(line.options, a.how);
    add_unroll_options(line, a.files);
    return line;
}

void write(PartitionArguments const& arguments)
{
    Diagnostics notes;
    auto request = partition_request(arguments.how, notes);
    auto const parts = checked_count(arguments.parts, 0, "-N");
    request.partitions = parts > 0 ? parts : default_parts(arguments.how.algorithm);
    auto const islands = checked_count(arguments.islands, 1, "-i");
    auto const loaded = load_template(arguments.files);
    auto const placement =
        place_on_parts(loaded.graph, arguments.how.algorithm, request, islands, notes);
    write_placed(arguments.files, loaded, placement);
}

}  // namespace

int partition(std::span<std::string const> arguments)
{
    return run_translation<PartitionArguments>(arguments, describe, write);
}

}  // namespace atl::app

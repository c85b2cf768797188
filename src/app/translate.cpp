#include "app/translate.hpp"

#include <boost/program_options.hpp>

#include "app/host_list.hpp"
#include "app/partition_options.hpp"
#include "app/placed_graph.hpp"
#include "app/translation.hpp"

namespace atl::app {
namespace {

struct TranslateArguments {
    TranslationArguments files;
    AlgorithmArguments how;
    HostArguments hosts;
};

[[nodiscard]] CommandLine describe(TranslateArguments& a)
{
    CommandLine line{"atoll translate GRAPH -N HOST,HOST,... [options]", {}, {"graph"}};
    add_file_options(line, a.files, "graph,L");
    add_host_options(line.options, a.hosts);
    add_algorithm_options(line.options, a.how);
    add_unroll_options(line, a.files);
    return line;
}

void write(TranslateArguments const& arguments)
{
    auto hosts = parse_hosts(arguments.hosts);
    Diagnostics notes;
    auto request = partition_request(arguments.how, notes);
    request.partitions = static_cast<std::uint32_t>(hosts.nodes.size());
    auto const loaded = load_template(arguments.files);
    auto placement = place_on_parts(loaded.graph,
                                    arguments.how.algorithm,
                                    request,
                                    static_cast<std::uint32_t>(hosts.islands.size()),
                                    notes);
    placement.node_names = std::move(hosts.nodes);
    placement.island_names = std::move(hosts.islands);
    write_placed(arguments.files, loaded, placement);
}

}  // namespace

int translate(std::span<std::string const> arguments)
{
    return run_translation<TranslateArguments>(arguments, describe, write);
}

}  // namespace atl::app

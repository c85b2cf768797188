#include "app/simulate.hpp"

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include "atoll/core/units.hpp"
#include "atoll/translate/partition.hpp"
#include "atoll/translate/simulate.hpp"

#include "app/load_graph.hpp"
#include "app/partition_options.hpp"
#include "app/translation.hpp"

namespace atl::app {
namespace {

namespace po = boost::program_options;

struct SimulateArguments {
    TranslationArguments files;
    AlgorithmArguments how;
    int nodes{1};
};

[[nodiscard]] CommandLine describe(SimulateArguments& a)
{
    CommandLine line{"atoll simulate GRAPH [options]", {}, {"graph"}};
    auto add = line.options.add_options();
    add("graph,P", po::value(&a.files.graph)->value_name("FILE"), "graph ('-': standard input)");
    add("nodes,N", po::value(&a.nodes)->value_name("N"), "nodes that run drops (default 1)");
    add_algorithm_options(line.options, a.how);
    add_unroll_options(line, a.files);
    return line;
}

[[nodiscard]] std::string bytes_text(double bytes)
{
    return to_string(Bytes{static_cast<std::uint64_t>(bytes)});
}

void print(translate::SimulatedRun const& run,
           translate::SimulatedCluster const& cluster,
           double bound)
{
    fmt::print("makespan     {}\n", to_string(Seconds{run.makespan}));
    fmt::print("lower bound  {}", to_string(Seconds{bound}));
    if (bound > 0) {
        fmt::print("  (makespan / bound: {:.3f})", run.makespan / bound);
    }
    fmt::print("\nutilisation  {:.1f} % of {} nodes x {} cores\n",
               100 * run.utilisation(cluster),
               cluster.nodes,
               cluster.cores);
    fmt::print("moved        {} in {} transfers\n", bytes_text(run.bytes_moved), run.transfers);
    fmt::print("events       {}\n", run.events);
}

/// The graph itself: its text is not needed.
[[nodiscard]] graph::PhysicalGraph load(TranslationArguments const& files)
{
    LoadOptions options;
    options.check = graph::FileCheck::off;
    options.most_expanded = most_drops_to_write;
    options.logical = logical_options(files.logical);
    auto read = load_graph(graph::GraphFile{files.graph}, options);
    read.diagnostics.throw_if_errors(ErrorKind::invalid_graph, files.graph);
    fmt::print(stderr, "{}", read.diagnostics.render());
    return std::move(read.graph);
}

void simulate_run(SimulateArguments const& arguments)
{
    Diagnostics notes;
    auto request = partition_request(arguments.how, notes);
    request.partitions = checked_count(arguments.nodes, 1, "-N");
    auto const loaded = load(arguments.files);
    auto const partitioner = translate::make_partitioner(arguments.how.algorithm);
    auto parts = (*partitioner)(loaded, request, notes);
    auto const node_of = translate::pack_partitions(loaded, parts, request.partitions);
    for (auto& part : parts.partition_of) {
        part = PartitionId{node_of[part.index()]};
    }
    translate::SimulatedCluster const cluster{.nodes = request.partitions,
                                              .cores = request.cores,
                                              .bandwidth = request.bandwidth,
                                              .latency = request.latency};
    auto const run = translate::Simulator{loaded, cluster}.run(parts.partition_of);
    fmt::print(stderr, "{}", notes.render());
    print(run, cluster, translate::makespan_bound(loaded, cluster));
}

}  // namespace

int simulate(std::span<std::string const> arguments)
{
    return run_translation<SimulateArguments>(arguments, describe, simulate_run);
}

}  // namespace atl::app

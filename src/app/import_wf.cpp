#include "app/import_wf.hpp"

#include <cmath>
#include <ostream>

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/graph/graph_file.hpp"
#include "atoll/graph/read_workflow_trace.hpp"
#include "atoll/graph/workflow_graph.hpp"
#include "atoll/graph/write_graph.hpp"

#include "app/options.hpp"
#include "app/output_file.hpp"

namespace atl::app {
namespace {

namespace po = boost::program_options;

struct ImportArguments {
    std::string trace;
    std::string output{"-"};
    double time_scale{1};
    double bytes_scale{1};
    int replicas{1};
    bool memory{false};
};

[[nodiscard]] CommandLine describe(ImportArguments& a)
{
    CommandLine line{"atoll import-wf FILE [options]", {}, {"trace"}};
    auto add = line.options.add_options();
    add("trace",
        po::value(&a.trace)->value_name("FILE"),
        "WfFormat 1.4 or 1.5 ('-': standard input)");
    add("output,o",
        po::value(&a.output)->value_name("FILE"),
        "where the graph goes ('-': standard output)");
    add("time-scale", po::value(&a.time_scale)->value_name("X"), "factor on all times (default 1)");
    add("bytes-scale",
        po::value(&a.bytes_scale)->value_name("X"),
        "factor on all sizes (default 1)");
    add("replicate",
        po::value(&a.replicas)->value_name("N"),
        "copies of the workflow, side by side (default 1)");
    add("memory", po::bool_switch(&a.memory), "keep files in memory");
    return line;
}

[[nodiscard]] double checked_scale(double scale, std::string_view option)
{
    if (!std::isfinite(scale) || scale < 0) {
        throw Error{ErrorKind::usage,
                    fmt::format("--{} is '{}'", option, scale),
                    "it must be a number that is not negative"};
    }
    return scale;
}

void write(ImportArguments const& arguments)
{
    using Options = graph::WorkflowGraphOptions;
    Options const options{
        .time_scale = checked_scale(arguments.time_scale, "time-scale"),
        .bytes_scale = checked_scale(arguments.bytes_scale, "bytes-scale"),
        .replicas = checked_count(arguments.replicas, 1, "replicate"),
        .storage = arguments.memory ? Options::Storage::memory : Options::Storage::file};
    graph::GraphFile const file{arguments.trace};
    auto read = graph::read_workflow_trace(file.text(), file.name());
    read.diagnostics.throw_if_errors(ErrorKind::invalid_graph, file.name());
    auto const made = graph::workflow_graph(read.trace, options, read.diagnostics);
    read.diagnostics.throw_if_errors(ErrorKind::invalid_graph, file.name());
    fmt::print(stderr, "{}", read.diagnostics.render());

    OutputFile output{arguments.output};
    graph::write_physical_graph(made, nullptr, output.stream());
    output.close();
}

}  // namespace

int import_wf(std::span<std::string const> arguments)
{
    ImportArguments parsed;
    auto const line = describe(parsed);
    if (parse_options(line, arguments) == Parsed::go_on) {
        require(parsed.trace, "the recorded workflow", line);
        write(parsed);
    }
    return static_cast<int>(ExitStatus::success);
}

}  // namespace atl::app

#include "app/validate.hpp"

#include <iostream>
#include <string>
#include <vector>

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/graph/graph_file.hpp"
#include "atoll/graph/summary.hpp"
#include "atoll/translate/summarize.hpp"

#include "app/load_graph.hpp"
#include "app/logical_options.hpp"

namespace atl::app {
namespace {

namespace po = boost::program_options;

struct ValidateOptions {
    std::string graph;
    LogicalArguments logical;
    bool runnable{false};
    bool json{false};
    bool help{false};
};

po::options_description describe(ValidateOptions& options)
{
    po::options_description all{
        "usage: atoll validate GRAPH [options]\n\n"
        "Checks a graph and says what it is made of. GRAPH may be '-' (standard input) or end in\n"
        ".gz or .zst. Exit status 0: nothing is wrong; 3: something is.\n\noptions"};
    all.add_options()("runnable",
                      po::bool_switch(&options.runnable),
                      "also refuse components that this installation cannot run")(
        "json", po::bool_switch(&options.json), "print one JSON object")(
        "help,h", po::bool_switch(&options.help), "print this text");
    add_logical_options(all, options.logical);
    return all;
}

ValidateOptions parse(std::span<std::string const> arguments)
{
    ValidateOptions options;
    auto const visible = describe(options);
    po::options_description all;
    all.add(visible).add_options()("graph", po::value(&options.graph));
    po::positional_options_description positions;
    positions.add("graph", 1);
    try {
        po::variables_map values;
        po::store(po::command_line_parser({arguments.begin(), arguments.end()})
                      .options(all)
                      .positional(positions)
                      .run(),
                  values);
        po::notify(values);
    } catch (po::error const& error) {
        throw Error{ErrorKind::usage, error.what(), "see 'atoll validate --help'"};
    }
    if (options.help) {
        std::cout << visible;
    } else if (options.graph.empty()) {
        throw Error{ErrorKind::usage, "no graph given", "usage: atoll validate GRAPH"};
    }
    return options;
}

}  // namespace

int validate(std::span<std::string const> arguments)
{
    auto const options = parse(arguments);
    if (options.help) {
        return static_cast<int>(ExitStatus::success);
    }
    graph::GraphFile const file{options.graph};
    LoadOptions load;
    load.logical = logical_options(options.logical);
    auto graph = load_session_graph(file, load);
    runtime::check_runnable(
        graph,
        options.runnable ? graph::RunsOn::this_installation : graph::RunsOn::some_installation);
    runtime::check_templates(
        graph, options.runnable ? drops::Surroundings::of_session : drops::Surroundings::other);
    auto const summary =
        graph.templates ? translate::summarize(*graph.templates) : graph::summarize(graph.drops);
    auto const& diagnostics = graph.diagnostics;
    if (options.json) {
        fmt::print("{}\n", graph::to_json(summary, diagnostics));
    } else {
        if (summary.drops > 0 || !diagnostics.has_errors()) {
            fmt::print("{}", graph::render(summary));
        }
        fmt::print(stderr, "{}", diagnostics.render());
    }
    auto const status = diagnostics.has_errors() ? ExitStatus::invalid_input : ExitStatus::success;
    return static_cast<int>(status);
}

}  // namespace atl::app

#include "app/translation.hpp"

#include <boost/program_options.hpp>
#include <unistd.h>

namespace atl::app {

namespace po = boost::program_options;

void add_file_options(CommandLine& line, TranslationArguments& arguments, char const* graph_option)
{
    auto add = line.options.add_options();
    add(graph_option,
        po::value(&arguments.graph)->value_name("FILE"),
        "graph ('-': standard input)");
    for (auto const* const name : {"logical-graph", "physical-graph-template"}) {
        add(name, po::value(&arguments.graph)->value_name("FILE"), "DALiuGE's name of the graph");
        line.aliases.emplace_back(name);
    }
    add("output,o",
        po::value(&arguments.output)->value_name("FILE"),
        "where the result goes ('-': standard output)");
    add("format,f", po::bool_switch(&arguments.indented), "write a line for each member");
    add("verbose,v", po::bool_switch(&arguments.verbose), "without effect");
    add("quiet,q", po::bool_switch(&arguments.quiet), "without effect");
    line.aliases.insert(line.aliases.end(), {"verbose", "quiet"});
}

OutputFile open_output(TranslationArguments const& arguments)
{
    return OutputFile{arguments.output,
                      arguments.indented ? JsonLayout::indented : JsonLayout::compact};
}

void take_standard_input(TranslationArguments& arguments)
{
    if (arguments.graph.empty() && ::isatty(STDIN_FILENO) == 0) {
        arguments.graph = "-";
    }
}

void add_unroll_options(CommandLine& line, TranslationArguments& arguments)
{
    line.options.add_options()("oid-prefix,p",
                               po::value(&arguments.prefix)->value_name("TEXT"),
                               "what identifiers of drops begin with (default '1')");
    add_logical_options(line.options, arguments.logical);
}

TemplateText load_template(TranslationArguments const& arguments)
{
    LoadOptions options;
    options.logical = logical_options(arguments.logical);
    options.unroll.oid_prefix = arguments.prefix;
    options.most_expanded = most_drops_to_write;
    return load_template(graph::GraphFile{arguments.graph}, options);
}

void write_placed(TranslationArguments const& arguments,
                  TemplateText const& loaded,
                  graph::WrittenPlacement const& placement)
{
    auto output = open_output(arguments);
    write_placed(loaded, placement, output.stream());
    output.close();
}

}  // namespace atl::app

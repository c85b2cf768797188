#include "app/translation.hpp"

#include <boost/program_options.hpp>

#include "app/output_file.hpp"

namespace atl::app {

namespace po = boost::program_options;

void add_file_options(CommandLine& line, TranslationArguments& arguments, char const* graph_option)
{
    auto add = line.options.add_options();
    add(graph_option,
        po::value(&arguments.graph)->value_name("FILE"),
        "graph ('-': standard input)");
    add("output,o",
        po::value(&arguments.output)->value_name("FILE"),
        "where the result goes ('-': standard output)");
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
    return load_template(graph::GraphFile{arguments.graph}, options);
}

void write_placed(TranslationArguments const& arguments,
                  TemplateText const& loaded,
                  graph::WrittenPlacement const& placement)
{
    OutputFile output{arguments.output};
    graph::rewrite_placement(loaded.text, loaded.graph, placement, output.stream());
    output.close();
}

}  // namespace atl::app

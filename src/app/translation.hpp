#pragma once

#include <span>
#include <string>

#include "atoll/core/error.hpp"
#include "atoll/graph/write_graph.hpp"

#include "app/logical_options.hpp"
#include "app/options.hpp"
#include "app/output_file.hpp"
#include "app/template_text.hpp"

namespace atl::app {

/// What the subcommands share that turn one form of a graph into another.
struct TranslationArguments {
    std::string graph;
    std::string output{"-"};
    std::string prefix{"1"};
    LogicalArguments logical;
    bool indented{false};  ///< `--format`.
    bool verbose{false};   ///< DALiuGE's, about a log that there is none of here.
    bool quiet{false};     ///< As \ref verbose.
};

/// Adds the graph under \p graph_option ("graph,L"), DALiuGE's names for it, `--output` and
/// `--format` to \p line; \p arguments must outlive it.
void add_file_options(CommandLine& line, TranslationArguments& arguments, char const* graph_option);

/// Names standard input as the graph of \p arguments when none is named and it is no terminal.
void take_standard_input(TranslationArguments& arguments);

/// The file that \p arguments ask for. \throws Error{io} when it cannot be created.
[[nodiscard]] OutputFile open_output(TranslationArguments const& arguments);

/// Adds `--oid-prefix` and the options about logical graphs to \p line.
void add_unroll_options(CommandLine& line, TranslationArguments& arguments);

/// The graph that \p arguments name as a template; see load_template().
[[nodiscard]] TemplateText load_template(TranslationArguments const& arguments);

/// Writes \p loaded with \p placement to the output of \p arguments.
void write_placed(TranslationArguments const& arguments,
                  TemplateText const& loaded,
                  graph::WrittenPlacement const& placement);

/// Runs a subcommand whose options `describe(arguments)` lists and which `act(arguments)` carries
/// out. A graph that is not named is read from standard input when that is no terminal.
/// \returns its exit status.
template <typename Arguments>
[[nodiscard]] int run_translation(std::span<std::string const> words,
                                  CommandLine (*describe)(Arguments&),
                                  void (*act)(Arguments const&))
{
    Arguments arguments;
    auto const line = describe(arguments);
    if (parse_options(line, words) == Parsed::go_on) {
        take_standard_input(arguments.files);
        require(arguments.files.graph, "the graph", line);
        act(arguments);
    }
    return static_cast<int>(ExitStatus::success);
}

}  // namespace atl::app

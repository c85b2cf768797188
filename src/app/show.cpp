#include "app/show.hpp"

#include <algorithm>

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/core/units.hpp"
#include "atoll/graph/summary.hpp"
#include "atoll/translate/graph_shape.hpp"
#include "atoll/translate/summarize.hpp"

#include "app/graph_needs.hpp"
#include "app/load_graph.hpp"
#include "app/logical_options.hpp"
#include "app/options.hpp"

namespace atl::app {
namespace {

namespace po = boost::program_options;

/// Logical graphs of more drops are described by their templates.
constexpr std::uint64_t many_drops_shown = 1'000'000;

struct ShowArguments {
    std::string graph{"-"};
    LogicalArguments logical;
    bool dot{false};
};

[[nodiscard]] CommandLine describe(ShowArguments& a)
{
    CommandLine line{"atoll show GRAPH [options]", {}, {"graph"}};
    auto add = line.options.add_options();
    add("graph", po::value(&a.graph)->value_name("FILE"), "graph ('-': standard input)");
    add("dot", po::bool_switch(&a.dot), "draw the templates and their relations (Graphviz)");
    add_logical_options(line.options, a.logical);
    return line;
}

/// \p text inside a DOT string.
[[nodiscard]] std::string dot_text(std::string_view text)
{
    std::string result{"\""};
    for (char const c : text) {
        result += c == '"' || c == '\\' ? "\\" : "";
        result += c == '\n' ? ' ' : c;
    }
    return result + '"';
}

/// What a graph of either form is made of.
struct Portrait {
    graph::PhysicalGraph const& templates;  ///< Their names, kinds and bodies; drops do not count.
    graph::GraphSummary summary;
    translate::GraphShape shape;
};

void draw_shape(Portrait const& portrait)
{
    auto const& [graph, summary, shape] = portrait;
    fmt::print("digraph {} {{\n", dot_text(graph.graph_name()));
    for (std::uint32_t i = 0; i < shape.template_drops.size(); ++i) {
        bool const app = graph.templates()[i].kind == DropKind::app;
        auto const label =
            fmt::format("{} x {}", graph.name(TemplateId{i}), shape.template_drops[i]);
        fmt::print("  t{} [shape={}, label={}];\n", i, app ? "box" : "ellipse", dot_text(label));
    }
    for (auto const& link : shape.links) {
        fmt::print(
            "  t{} -> t{} [label=\"{}\"];\n", link.from.value, link.to.value, link.relations);
    }
    fmt::print("}}\n");
}

void print_shape(Portrait const& portrait)
{
    auto const& [graph, summary, shape] = portrait;
    fmt::print("{}", graph::render(summary));
    if (shape.paths_known) {
        fmt::print("shape       {} apps deep, {} apps wide (at least), critical path {}\n",
                   shape.depth,
                   shape.width,
                   to_string(Seconds{shape.critical_path}));
    } else {
        fmt::print(
            "shape       not known: its loops are too long, or too irregular, to be "
            "measured by template\n");
    }
    fmt::print("\n{:>10}  {:<5} {:<28} {}\n", "drops", "kind", "component", "name");
    for (std::uint32_t i = 0; i < shape.template_drops.size(); ++i) {
        auto const& about = graph.templates()[i];
        fmt::print("{:>10}  {:<5} {:<28} {}\n",
                   shape.template_drops[i],
                   about.kind == DropKind::app ? "app" : "data",
                   graph::to_string(about.component),
                   graph.name(TemplateId{i}));
    }
    fmt::print("\n{:>10}  {}\n", "relations", "between");
    for (auto const& link : shape.links) {
        fmt::print(
            "{:>10}  {} -> {}\n", link.relations, graph.name(link.from), graph.name(link.to));
    }
    fmt::print("{}", render(needs_of(graph, shape.template_drops)));
}

void show_drops(graph::PhysicalGraph const& graph, void (*act)(Portrait const&))
{
    act({graph, graph::summarize(graph), translate::shape_of(graph)});
}

void show_templates(runtime::SessionGraph const& loaded, void (*act)(Portrait const&))
{
    auto const& recipe = loaded.recipe;
    auto const drawn = graph::read_logical_graph(recipe.text, recipe.source, recipe.changes);
    act({loaded.templates->representatives(),
         translate::summarize(*loaded.templates),
         translate::shape_of(drawn.graph, recipe.unroll, *loaded.templates)});
}

}  // namespace

int show(std::span<std::string const> arguments)
{
    ShowArguments parsed;
    if (parse_options(describe(parsed), arguments) == Parsed::help_shown) {
        return static_cast<int>(ExitStatus::success);
    }
    LoadOptions options;
    options.check = graph::FileCheck::off;
    options.logical = logical_options(parsed.logical);
    options.most_expanded = most_drops_to_write;
    auto const loaded =
        load_session_graph(graph::GraphFile{parsed.graph}, options, many_drops_shown);
    loaded.diagnostics.throw_if_errors(ErrorKind::invalid_graph, parsed.graph);
    auto* const act = parsed.dot ? draw_shape : print_shape;
    if (loaded.templates) {
        show_templates(loaded, act);
    } else {
        show_drops(loaded.drops, act);
    }
    return static_cast<int>(ExitStatus::success);
}

}  // namespace atl::app

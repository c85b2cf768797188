#include "app/show.hpp"

#include <algorithm>

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/core/units.hpp"
#include "atoll/graph/summary.hpp"
#include "atoll/translate/graph_shape.hpp"

#include "app/graph_needs.hpp"
#include "app/load_graph.hpp"
#include "app/logical_options.hpp"
#include "app/options.hpp"

namespace atl::app {
namespace {

namespace po = boost::program_options;

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

void draw(graph::PhysicalGraph const& graph, translate::GraphShape const& shape)
{
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

void print(graph::PhysicalGraph const& graph, translate::GraphShape const& shape)
{
    fmt::print("{}", graph::render(graph::summarize(graph)));
    fmt::print("shape       {} apps deep, {} apps wide (at least), critical path {}\n",
               shape.depth,
               shape.width,
               to_string(Seconds{shape.critical_path}));
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
    fmt::print("{}", render(needs_of(graph)));
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
    auto const loaded = load_graph(graph::GraphFile{parsed.graph}, options);
    loaded.diagnostics.throw_if_errors(ErrorKind::invalid_graph, parsed.graph);
    auto const shape = translate::shape_of(loaded.graph);
    if (parsed.dot) {
        draw(loaded.graph, shape);
    } else {
        print(loaded.graph, shape);
    }
    return static_cast<int>(ExitStatus::success);
}

}  // namespace atl::app

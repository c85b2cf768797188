#include "app/template_text.hpp"

#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

#include "graph/append_placement.hpp"

namespace atl::app {
namespace {

/// What the logical graph in \p file unrolls to.
[[nodiscard]] TemplateText unrolled(graph::GraphFile const& file, LoadOptions const& options)
{
    auto logical = graph::read_logical_graph(file.text(), file.name(), options.logical);
    auto& diagnostics = logical.diagnostics;
    diagnostics.throw_if_errors(ErrorKind::invalid_graph, file.name());
    Drawing drawing{std::move(logical.graph), {}, options.unroll};
    drawing.plan = translate::plan_unroll(drawing.graph, drawing.options, diagnostics);
    diagnostics.throw_if_errors(ErrorKind::invalid_graph, file.name());
    refuse_expansion(drawing.plan, options, file.name(), diagnostics);
    diagnostics.throw_if_errors(ErrorKind::invalid_graph, file.name());
    auto graph = translate::expand(drawing.graph, drawing.plan, drawing.options, diagnostics);
    diagnostics.throw_if_errors(ErrorKind::invalid_graph, file.name());
    fmt::print(stderr, "{}", diagnostics.render());
    return {std::move(graph), {}, std::move(drawing)};
}

}  // namespace

TemplateText load_template(graph::GraphFile const& file, LoadOptions const& options)
{
    if (file.form() != graph::GraphForm::physical) {
        return unrolled(file, options);
    }
    auto read = file.read_physical(graph::FileCheck::off);
    read.diagnostics.throw_if_errors(ErrorKind::invalid_graph, file.name());
    return {std::move(read.graph), std::string{file.text()}, {}};
}

void write_placed(TemplateText const& loaded,
                  graph::WrittenPlacement const& placement,
                  std::ostream& out)
{
    if (!loaded.drawing) {
        graph::rewrite_placement(loaded.text, loaded.graph, placement, out);
        return;
    }
    auto const& drawing = *loaded.drawing;
    translate::write_template(
        drawing.graph,
        drawing.plan,
        drawing.options,
        [&out](std::string_view piece) { out << piece; },
        [&placement](DropId drop, std::string& text) {
            graph::append_placement(placement, drop.value, text);
        });
}

}  // namespace atl::app

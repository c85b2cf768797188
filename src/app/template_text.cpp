#include "app/template_text.hpp"

#include <fmt/format.h>

#include "atoll/core/error.hpp"

namespace atl::app {
namespace {

/// Text of what the logical graph in \p file unrolls to.
[[nodiscard]] std::string unrolled_text(graph::GraphFile const& file, LoadOptions const& options)
{
    auto logical = graph::read_logical_graph(file.text(), file.name(), options.logical);
    logical.diagnostics.throw_if_errors(ErrorKind::invalid_graph, file.name());
    auto const plan = translate::plan_unroll(logical.graph, options.unroll, logical.diagnostics);
    logical.diagnostics.throw_if_errors(ErrorKind::invalid_graph, file.name());
    fmt::print(stderr, "{}", logical.diagnostics.render());
    std::string text;
    translate::write_template(
        logical.graph, plan, options.unroll, [&](std::string_view piece) { text += piece; });
    return text;
}

}  // namespace

TemplateText load_template(graph::GraphFile const& file, LoadOptions const& options)
{
    TemplateText result;
    result.text = file.form() == graph::GraphForm::physical ? std::string{file.text()}
                                                            : unrolled_text(file, options);
    auto read = graph::read_physical_graph(result.text, file.name(), graph::FileCheck::off);
    read.diagnostics.throw_if_errors(ErrorKind::invalid_graph, file.name());
    result.graph = std::move(read.graph);
    return result;
}

}  // namespace atl::app

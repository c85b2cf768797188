#include "atoll/graph/read_logical_graph.hpp"

#include <filesystem>

#include "graph/logical/assemble.hpp"
#include "graph/logical/attributes.hpp"
#include "graph/logical/configure.hpp"
#include "graph/logical/document.hpp"
#include "graph/logical/embedded_apps.hpp"
#include "graph/logical/fill.hpp"
#include "graph/logical/mkn.hpp"
#include "graph/logical/upgrade.hpp"

namespace atl::graph {

LogicalReadResult read_logical_graph(std::string_view json,
                                     std::string const& source,
                                     LogicalGraphOptions const& options)
{
    LogicalReadResult result;
    logical::check_fills(json, options, result.diagnostics);
    auto parsed = logical::parse_document(
        logical::fill_parameters(json, options), source, result.diagnostics);
    if (!parsed) {
        return result;
    }
    logical::Document document{std::move(*parsed), source, &result.diagnostics};
    logical::upgrade(document);
    if (document.nodes().empty()) {
        result.diagnostics.error(source, "the graph has no nodes", "was it saved empty?");
    }
    if (result.diagnostics.has_errors()) {
        return result;
    }
    logical::configure(document, options);
    logical::report_unfilled(document, options);
    logical::apply_globals(document);
    for (auto& node : document.nodes()) {
        logical::collect_attributes(node);
    }
    logical::convert_mkn(document);
    logical::extract_embedded_apps(document);
    result.graph = logical::assemble(document, options);
    result.graph.source = source;
    result.graph.name = std::filesystem::path{source}.stem().string();
    return result;
}

}  // namespace atl::graph

#include "app/graph_check.hpp"

#include <cstdio>
#include <utility>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

#include "app/load_graph.hpp"

namespace atl::app {

CheckedGraph check_graph(graph::GraphFile file, graph::LogicalGraphOptions changes)
{
    std::filesystem::path const path{file.name()};
    LoadOptions options;
    options.logical = std::move(changes);
    auto [graph, diagnostics] = load_graph(file, options);
    graph::check_runnable(graph, diagnostics);
    diagnostics.throw_if_errors(ErrorKind::invalid_graph, file.name());
    fmt::print(stderr, "{}", diagnostics.render());
    auto name = graph.graph_name();
    if (name.empty()) {
        name = path.stem().stem().string();
    }
    return {std::filesystem::absolute(path).lexically_normal(),
            std::move(name),
            std::move(file),
            std::move(options.logical)};
}

}  // namespace atl::app

#include "app/graph_check.hpp"

#include <cstdio>
#include <utility>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

#include "app/load_graph.hpp"

namespace atl::app {

CheckedGraph check_graph(graph::GraphFile file,
                         graph::LogicalGraphOptions changes,
                         GraphTarget target)
{
    std::filesystem::path const path{file.name()};
    LoadOptions options;
    options.logical = std::move(changes);
    auto graph = load_session_graph(file, options);
    runtime::check_runnable(graph);
    runtime::check_templates(graph, target.surroundings);
    if (target.cpus > 0) {
        runtime::check_cpus(graph, target.cpus);
    }
    graph.diagnostics.throw_if_errors(ErrorKind::invalid_graph, file.name());
    fmt::print(stderr, "{}", graph.diagnostics.render());
    auto name = graph.templates ? graph.templates->representatives().graph_name()
                                : graph.drops.graph_name();
    if (name.empty()) {
        name = path.stem().stem().string();
    }
    return {std::filesystem::absolute(path).lexically_normal(),
            std::move(name),
            std::move(file),
            std::move(options.logical)};
}

}  // namespace atl::app

#include "app/graph_check.hpp"

#include <cstdio>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

#include "app/load_graph.hpp"

namespace atl::app {

CheckedGraph check_graph(std::filesystem::path const& path)
{
    graph::GraphFile file{path};
    auto [graph, diagnostics] = load_graph(file);
    graph::check_runnable(graph, diagnostics);
    diagnostics.throw_if_errors(ErrorKind::invalid_graph, file.name());
    fmt::print(stderr, "{}", diagnostics.render());
    auto name = graph.graph_name();
    if (name.empty()) {
        name = path.stem().stem().string();
    }
    return {std::filesystem::absolute(path).lexically_normal(), std::move(name), std::move(file)};
}

}  // namespace atl::app

#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "atoll/drops/check_templates.hpp"
#include "atoll/graph/graph_file.hpp"
#include "atoll/graph/read_logical_graph.hpp"

namespace atl::app {

/// A graph file that may be submitted.
struct CheckedGraph {
    std::filesystem::path path;  ///< Absolute.
    std::string name;            ///< For the session's name.
    graph::GraphFile file;
    graph::LogicalGraphOptions changes;  ///< To a logical graph, before it is unrolled.
};

/// Where a graph is to run, as far as it is known before the session begins.
struct GraphTarget {
    /// Whether the session will see the environment variables of this process.
    drops::Surroundings surroundings{drops::Surroundings::other};
    std::uint32_t cpus{0};  ///< Of a rank; 0: not known.
};

/// Checks that \p file is a graph that this installation can run, before anything is started; a
/// logical graph is changed by \p changes first. Warnings go to standard error.
/// \throws Error{invalid_graph} with all that is wrong with it.
[[nodiscard]] CheckedGraph check_graph(graph::GraphFile file,
                                       graph::LogicalGraphOptions changes,
                                       GraphTarget target);

}  // namespace atl::app

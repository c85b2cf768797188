#pragma once

#include <filesystem>
#include <string>

#include "atoll/graph/graph_file.hpp"

namespace atl::app {

/// A graph file that may be submitted.
struct CheckedGraph {
    std::filesystem::path path;  ///< Absolute.
    std::string name;            ///< For the session's name.
    graph::GraphFile file;
};

/// Checks that \p path is a graph that this installation can run, before anything is started.
/// Warnings go to standard error.
/// \throws Error{io} when it cannot be read, Error{invalid_graph} with all that is wrong with it.
[[nodiscard]] CheckedGraph check_graph(std::filesystem::path const& path);

}  // namespace atl::app

#pragma once

#include <filesystem>

#include "atoll/graph/read_graph.hpp"
#include "atoll/session/session_file.hpp"

namespace atl::app {

/// The physical graph that \p file holds or, for a logical graph, unrolls to.
/// \throws Error{io} when it cannot be read. What is wrong with the graph is in the diagnostics.
[[nodiscard]] graph::ReadResult load_graph(std::filesystem::path const& file,
                                           session::SessionFile const& session);

}  // namespace atl::app

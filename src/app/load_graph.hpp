#pragma once

#include <filesystem>

#include "atoll/graph/graph_file.hpp"
#include "atoll/graph/read_graph.hpp"
#include "atoll/graph/read_logical_graph.hpp"
#include "atoll/session/session_file.hpp"
#include "atoll/translate/unroll.hpp"

namespace atl::app {

/// How a graph file of either form is loaded.
struct LoadOptions {
    graph::FileCheck check{graph::FileCheck::as_stated};  ///< Physical graphs only.
    graph::LogicalGraphOptions logical;                   ///< `--set`, `--fill`, configuration.
    translate::UnrollOptions unroll;
};

/// The graph in \p file: a physical one as it is, a logical one unrolled.
///
/// What is wrong with it is in the diagnostics.
/// \throws Error{invalid_graph} when it is no graph at all.
[[nodiscard]] graph::ReadResult load_graph(graph::GraphFile const& file,
                                           LoadOptions const& options = {});

/// Same, of the file of \p session with the options that remember_options() put there.
/// \throws Error{io} when it cannot be read.
[[nodiscard]] graph::ReadResult load_graph(std::filesystem::path const& file,
                                           session::SessionFile const& session);

/// Keeps in \p session how its logical graph is changed before it is unrolled.
void remember_options(graph::LogicalGraphOptions const& options, session::SessionFile& session);

}  // namespace atl::app

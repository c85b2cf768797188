#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>

#include "atoll/graph/graph_file.hpp"
#include "atoll/graph/read_graph.hpp"
#include "atoll/graph/read_logical_graph.hpp"
#include "atoll/runtime/session_graph.hpp"
#include "atoll/session/session_file.hpp"
#include "atoll/translate/unroll.hpp"

namespace atl::app {

/// How a graph file of either form is loaded.
struct LoadOptions {
    graph::FileCheck check{graph::FileCheck::as_stated};  ///< Physical graphs only.
    graph::LogicalGraphOptions logical;                   ///< `--set`, `--fill`, configuration.
    translate::UnrollOptions unroll;
    /// A logical graph of more drops is an error when they have to be made one by one.
    std::uint64_t most_expanded{std::numeric_limits<std::uint64_t>::max()};
};

/// Drops that are made one by one only to be looked at or written down: some 3 GB.
inline constexpr std::uint64_t most_drops_to_write = 20'000'000;

/// Says so in \p diagnostics when \p plan has more drops than \p options let be made.
void refuse_expansion(translate::UnrollPlan const& plan,
                      LoadOptions const& options,
                      std::string const& name,
                      Diagnostics& diagnostics);

/// The graph in \p file: a physical one as it is, a logical one unrolled.
///
/// What is wrong with it is in the diagnostics.
/// \throws Error{invalid_graph} when it is no graph at all.
[[nodiscard]] graph::ReadResult load_graph(graph::GraphFile const& file,
                                           LoadOptions const& options = {});

/// The graph in \p file for a session: a logical graph of at least \p templates_from drops as
/// templates where its regularity allows it, else as load_graph(). The cost of the former depends
/// on the logical graph only.
[[nodiscard]] runtime::SessionGraph load_session_graph(graph::GraphFile const& file,
                                                       LoadOptions const& options,
                                                       std::uint64_t templates_from = 0);

/// The graph in \p file as the ranks of \p session would run it: see below.
[[nodiscard]] runtime::SessionGraph load_session_graph(graph::GraphFile const& file,
                                                       session::SessionFile const& session);

/// The graph of \p session in \p file as its ranks run it: by templates when `--partition template`
/// asks for it, or when the usual partitioner would take long (docs/adr/0017).
/// \throws Error{io} when it cannot be read.
[[nodiscard]] runtime::SessionGraph load_session_graph(std::filesystem::path const& file,
                                                       session::SessionFile const& session);

/// As load_graph(), of the file of \p session with the options that remember_options() put there.
/// Files that drops want to exist were looked for when the session began; they may be gone now.
/// \throws Error{io} when it cannot be read.
[[nodiscard]] graph::ReadResult load_graph(std::filesystem::path const& file,
                                           session::SessionFile const& session);

/// Keeps in \p session how its logical graph is changed before it is unrolled.
void remember_options(graph::LogicalGraphOptions const& options, session::SessionFile& session);

/// What remember_options() has kept in \p session.
[[nodiscard]] graph::LogicalGraphOptions remembered_options(session::SessionFile const& session);

}  // namespace atl::app

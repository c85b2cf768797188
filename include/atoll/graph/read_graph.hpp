#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

#include "atoll/core/diagnostics.hpp"
#include "atoll/graph/physical_graph.hpp"

namespace atl::graph {

/// What a graph file holds, told from its content.
enum class GraphForm { logical, physical };

/// How strictly a graph is read.
enum class FileCheck {
    as_stated,  ///< `check_filepath_exists` of a data drop without producers is honoured.
    off,        ///< Files are not looked at (the graph is to run elsewhere).
};

/// Tells the form of \p json by its first tokens: a list of drops is physical, an object with nodes
/// is logical. \throws Error{invalid_graph} when it is neither.
[[nodiscard]] GraphForm graph_form(std::string_view json);

/// A graph, and everything that was noticed while reading it.
struct ReadResult {
    PhysicalGraph graph;  ///< Usable only when there are no errors.
    Diagnostics diagnostics;
};

/// Reads a physical graph (template) of any DALiuGE version. One pass over the text.
///
/// Never throws for what the file says: all problems are in the diagnostics, each with the JSON
/// pointer and the drop's oid. Memory is bounded by a small multiple of the text's size. \param
/// source  name for messages, normally the file's.
[[nodiscard]] ReadResult read_physical_graph(std::string_view json,
                                             std::string const& source,
                                             FileCheck check = FileCheck::as_stated);

/// The same from a file ("-": standard input; ".gz" and ".zst" are unpacked).
/// \throws Error{io} when the file cannot be read.
[[nodiscard]] ReadResult read_physical_graph_file(std::filesystem::path const& file,
                                                  FileCheck check = FileCheck::as_stated);

/// Where a graph is to be able to run.
enum class RunsOn {
    this_installation,
    some_installation,  ///< One with runners of Python, containers and whatever else there may be.
};

/// Adds to \p diagnostics an error for each template of \p graph that cannot run there, with the
/// number of its drops.
void check_runnable(PhysicalGraph const& graph,
                    Diagnostics& diagnostics,
                    RunsOn where = RunsOn::this_installation);

/// Same for a graph with the templates of \p graph and \p drops [templates] drops of each.
void check_runnable(PhysicalGraph const& graph,
                    std::span<std::uint64_t const> drops,
                    Diagnostics& diagnostics,
                    RunsOn where = RunsOn::this_installation);

/// Whether \p drop is in no file: it stands for a link that joins two apps, or two data drops.
[[nodiscard]] bool is_implicit(PhysicalGraph const& graph, DropId drop) noexcept;

/// Whether \p body describes the implicit drops between linked apps: pure events, no data.
[[nodiscard]] bool is_event(std::string_view body) noexcept;

}  // namespace atl::graph

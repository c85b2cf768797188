#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "atoll/core/diagnostics.hpp"
#include "atoll/graph/logical_graph.hpp"

namespace atl::graph {

/// What is changed in a logical graph before it is translated.
struct LogicalGraphOptions {
    /// `--set node.parameter=value`: a node's id or name and its parameter, and the new value.
    std::vector<std::pair<std::string, std::string>> settings;
    /// `--fill name=value`: replaces `~name` and `~{name}` in the text of the file.
    std::vector<std::pair<std::string, std::string>> fills;
    /// Name or id of the EAGLE graph configuration to apply; empty: the active one of the file.
    std::string configuration;
    /// `--zero-run`: every app takes no time.
    bool zero_run{false};
    /// `--app CLASS`: class that replaces that of all apps; empty: none.
    std::string replace_apps;
};

/// A logical graph, and everything that was noticed while reading it.
struct LogicalReadResult {
    LogicalGraph graph;  ///< Usable only when there are no errors.
    Diagnostics diagnostics;
};

/// Reads a logical graph of any generation: EAGLE's with ids (OJS), with integer keys, without
/// ids ("oid"), the old GoJS form, and V4.
///
/// Never throws for what the text says. What DALiuGE refuses although its meaning is clear becomes
/// a warning. Memory is bounded by a small multiple of the text's size.
/// \param source  name for messages, normally the file's.
[[nodiscard]] LogicalReadResult read_logical_graph(std::string_view json,
                                                   std::string const& source,
                                                   LogicalGraphOptions const& options = {});

}  // namespace atl::graph

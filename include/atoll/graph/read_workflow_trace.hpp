#pragma once

#include <string>
#include <string_view>

#include "atoll/core/diagnostics.hpp"
#include "atoll/graph/workflow_trace.hpp"

namespace atl::graph {

/// A workflow trace, and everything that was noticed while reading it.
struct TraceReadResult {
    WorkflowTrace trace;  ///< Usable only when there are no errors.
    Diagnostics diagnostics;
};

/// Reads WfCommons' WfFormat, schema versions 1.4 and 1.5
/// (https://github.com/wfcommons/WfFormat).
///
/// Never throws for what the text says. Tasks without a time, files without a size, files with two
/// writers, ids that occur twice and parents that do not exist are errors, all reported together;
/// cycles are found by workflow_graph(). Memory is bounded by a small multiple of the text's size.
/// \param source  name for messages, normally the file's.
[[nodiscard]] TraceReadResult read_workflow_trace(std::string_view json, std::string const& source);

}  // namespace atl::graph

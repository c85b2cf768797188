#pragma once

#include <cstdint>

#include "atoll/core/diagnostics.hpp"
#include "atoll/graph/physical_graph.hpp"
#include "atoll/graph/workflow_trace.hpp"

namespace atl::graph {

/// How a trace becomes a graph.
struct WorkflowGraphOptions {
    enum class Storage : std::uint8_t { file, memory };

    double time_scale{1};       ///< Factor on times, >= 0.
    double bytes_scale{1};      ///< Factor on sizes, >= 0; a file that had bytes keeps one.
    std::uint32_t replicas{1};  ///< Copies side by side, >= 1.
    Storage storage{Storage::file};
};

/// The graph that does again what \p trace recorded: an app for each task, a data drop for each
/// file, an app that makes the file for each that was there before, and event drops between tasks
/// that no file connects.
///
/// Identifiers are `task.ID_COPY`, `file.ID_COPY` and `stage.ID_COPY`. Copies share their
/// templates. A cycle, sizes that no file can have and too many drops are errors in \p diagnostics.
[[nodiscard]] PhysicalGraph workflow_graph(WorkflowTrace const& trace,
                                           WorkflowGraphOptions const& options,
                                           Diagnostics& diagnostics);

}  // namespace atl::graph

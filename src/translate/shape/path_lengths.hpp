#pragma once

#include <vector>

#include "atoll/graph/physical_graph.hpp"

namespace atl::translate {

/// How far each drop is from the ends of its graph, in seconds of apps along the longest path, when
/// nothing but data is waited for.
struct PathLengths {
    std::vector<double> head;  ///< [drops] From the start to the drop's own start.
    std::vector<double> tail;  ///< [drops] From the drop's own start to the end of the graph.
    double critical{0};        ///< Of the longest path.
};

/// Measures \p graph, which has no cycle. O(drops + relations).
[[nodiscard]] PathLengths path_lengths(graph::PhysicalGraph const& graph);

/// Seconds that \p drop runs: its weight for an app, 0 for data.
[[nodiscard]] inline double seconds_of(graph::PhysicalGraph const& graph, DropId drop) noexcept
{
    auto const& about = graph.drop_template(drop);
    return about.kind == DropKind::app ? about.weight : 0.0;
}

}  // namespace atl::translate

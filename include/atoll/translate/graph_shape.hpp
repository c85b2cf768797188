#pragma once

#include <cstdint>
#include <vector>

#include "atoll/core/ids.hpp"
#include "atoll/graph/logical_graph.hpp"
#include "atoll/graph/physical_graph.hpp"
#include "atoll/translate/template_graph.hpp"

namespace atl::translate {

/// Relations between drops of two templates.
struct TemplateLink {
    TemplateId from;
    TemplateId to;
    std::uint64_t relations{0};
};

/// What a graph looks like from afar.
struct GraphShape {
    std::uint32_t depth{0};                     ///< Apps on the longest path.
    std::uint32_t width{0};                     ///< Most apps of equal distance from the roots.
    double critical_path{0};                    ///< Seconds of the heaviest path, by app weights.
    bool paths_known{true};                     ///< Else depth, width and critical_path are 0.
    std::vector<std::uint32_t> template_drops;  ///< [templates]
    std::vector<TemplateLink> links;            ///< In order of templates.
};

/// \pre \p graph has no cycle. O(drops + relations).
[[nodiscard]] GraphShape shape_of(graph::PhysicalGraph const& graph);

/// As above of what \p graph unrolls to, \p templates being its templates. Cost independent of the
/// copies of scatters.
///
/// Paths are measured on a model of the graph in which every scatter has one copy. They are not
/// known when the model would have more than 5 million drops (long loops), or when the graph is
/// joined by other rules than the model: gathers across iterations, groups side by side.
[[nodiscard]] GraphShape shape_of(graph::LogicalGraph const& graph,
                                  UnrollOptions const& options,
                                  TemplateGraph const& templates);

}  // namespace atl::translate

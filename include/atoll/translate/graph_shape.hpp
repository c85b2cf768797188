#pragma once

#include <cstdint>
#include <vector>

#include "atoll/core/ids.hpp"
#include "atoll/graph/physical_graph.hpp"

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
    std::vector<std::uint32_t> template_drops;  ///< [templates]
    std::vector<TemplateLink> links;            ///< In order of templates.
};

/// \pre \p graph has no cycle. O(drops + relations).
[[nodiscard]] GraphShape shape_of(graph::PhysicalGraph const& graph);

}  // namespace atl::translate

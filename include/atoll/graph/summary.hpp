#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "atoll/core/diagnostics.hpp"
#include "atoll/graph/physical_graph.hpp"

namespace atl::graph {

/// What a graph is made of, in numbers.
struct GraphSummary {
    /// Drops of one component.
    struct Count {
        Component component{};
        Support support{};
        std::uint32_t drops{0};
    };

    std::string name;
    std::uint32_t drops{0};
    std::uint32_t apps{0};
    std::size_t relations{0};
    std::size_t templates{0};
    std::uint32_t roots{0};         ///< Drops without predecessors.
    double app_seconds{0};          ///< Sum of the apps' weights.
    double data_bytes{0};           ///< Sum of the data drops' weights.
    std::vector<Count> components;  ///< Most drops first.
};

/// O(drops).
[[nodiscard]] GraphSummary summarize(PhysicalGraph const& graph);

/// Counts \p drops more drops with \p properties in the components of \p summary.
void add_drops(GraphSummary& summary, DropTemplate const& properties, std::uint32_t drops);

/// Puts the components with most drops first; of equals the one that was added first.
void sort_components(GraphSummary& summary);

/// \p summary for a terminal, several lines.
[[nodiscard]] std::string render(GraphSummary const& summary);

/// \p summary and what is wrong with the graph as one JSON object; its keys are described in
/// docs/reference/physical-graph.md.
[[nodiscard]] std::string to_json(GraphSummary const& summary, Diagnostics const& diagnostics);

/// Words for \p support, for instance "native" or "python".
[[nodiscard]] std::string_view to_string(Support support) noexcept;

}  // namespace atl::graph

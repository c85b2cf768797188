#pragma once

#include <cstdint>
#include <vector>

#include "atoll/translate/partitioner.hpp"

#include "translate/partition/weighted_graph.hpp"

namespace atl::translate {

/// What METIS is asked for in one call.
struct MetisCall {
    CutScheme scheme{CutScheme::recursive_bisection};  ///< Not automatic.
    CutGoal goal{CutGoal::edges};
    std::uint32_t parts{2};
    /// [parts] of the vertex weight, 1 in all; empty: equal shares.
    std::vector<float> shares{};
    std::uint32_t seed{1};
    double imbalance{0.03};  ///< A part may weigh up to (1 + imbalance) x its share.
};

/// The part of each vertex of \p graph by METIS.
///
/// METIS takes SIGTERM for its own while it works, so it is kept from the calling thread until
/// then, and reaches whoever handles it as soon as METIS has ended.
///
/// \pre \p graph has edges, and more than one vertex for each part: METIS writes to standard output
/// when it has to halve a graph without vertices.
/// \throws Error{internal} when it refuses its input, or has no memory.
[[nodiscard]] std::vector<std::uint32_t> call_metis(WeightedGraph const& graph,
                                                    MetisCall const& call);

}  // namespace atl::translate

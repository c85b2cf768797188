#pragma once

#include "atoll/graph/write_graph.hpp"
#include "atoll/translate/partition.hpp"

namespace atl::app {

/// Divides \p graph and packs its parts onto \p islands; notes go to stderr.
/// \throws Error as the algorithm called \p algorithm does.
[[nodiscard]] graph::WrittenPlacement place_on_parts(graph::PhysicalGraph const& graph,
                                                     std::string const& algorithm,
                                                     translate::PartitionRequest const& request,
                                                     std::uint32_t islands,
                                                     Diagnostics& notes);

}  // namespace atl::app

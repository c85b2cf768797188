#pragma once

#include "atoll/translate/partitioner.hpp"

namespace atl::translate {

/// The best of what the other algorithms find, judged by simulation, then improved by moving apps
/// as long as that shortens the simulated run.
///
/// Effort follows the graph: about a hundredth of the time that the run will take, within bounds.
/// Graphs with more than 200 000 drops are not simulated: they are cut by template where that moves
/// few bytes and is balanced, else by METIS.
class AutoPartitioner final : public Partitioner {
  public:
    [[nodiscard]] std::string_view name() const override { return "auto"; }
    [[nodiscard]] Partitioning operator()(graph::PhysicalGraph const& graph,
                                          PartitionRequest const& request,
                                          Diagnostics& notes) const override;
};

}  // namespace atl::translate

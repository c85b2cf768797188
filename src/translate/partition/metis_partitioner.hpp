#pragma once

#include "atoll/translate/partitioner.hpp"

namespace atl::translate {

/// Few bytes between parts, equal work in each: METIS over drops, data drops kept with their
/// producers. Edge weights are the bytes of data drops, vertex weights the times of apps.
class MetisPartitioner final : public Partitioner {
  public:
    [[nodiscard]] std::string_view name() const override { return "metis"; }
    [[nodiscard]] Partitioning operator()(graph::PhysicalGraph const& graph,
                                          PartitionRequest const& request,
                                          Diagnostics& notes) const override;
};

}  // namespace atl::translate

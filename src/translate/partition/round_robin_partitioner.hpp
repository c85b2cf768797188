#pragma once

#include "atoll/translate/partitioner.hpp"

namespace atl::translate {

/// Apps in turn to the parts, in the order of the graph; a data drop goes with its first producer,
/// one without producers with its first consumer.
class RoundRobinPartitioner final : public Partitioner {
  public:
    [[nodiscard]] std::string_view name() const override { return "round-robin"; }
    [[nodiscard]] Partitioning operator()(graph::PhysicalGraph const& graph,
                                          PartitionRequest const& request,
                                          Diagnostics& notes) const override;
};

}  // namespace atl::translate

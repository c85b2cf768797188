#pragma once

#include "atoll/translate/partitioner.hpp"

namespace atl::translate {

/// Cuts the instances of every node of the logical graph at the same fractions: drop i of the n
/// that one node made goes to part i x partitions / n. The outer scatter is so cut into equal index
/// ranges, and drops of equal index stay together. Drops of one node are told by their oids' heads.
class TemplatePartitioner final : public Partitioner {
  public:
    [[nodiscard]] std::string_view name() const override { return "template"; }
    [[nodiscard]] Partitioning operator()(graph::PhysicalGraph const& graph,
                                          PartitionRequest const& request,
                                          Diagnostics& notes) const override;
};

}  // namespace atl::translate

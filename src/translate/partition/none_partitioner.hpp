#pragma once

#include "atoll/translate/partitioner.hpp"

namespace atl::translate {

/// Everything in the first part.
class NonePartitioner final : public Partitioner {
  public:
    [[nodiscard]] std::string_view name() const override { return "none"; }
    [[nodiscard]] Partitioning operator()(graph::PhysicalGraph const& graph,
                                          PartitionRequest const& request,
                                          Diagnostics& notes) const override;
};

}  // namespace atl::translate

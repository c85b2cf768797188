#pragma once

#include "atoll/translate/partitioner.hpp"

namespace atl::translate {

/// The division that the graph's file states: one part for each `node`, in order of first
/// appearance. The number of parts is the file's, whatever was asked for.
class AsGivenPartitioner final : public Partitioner {
  public:
    [[nodiscard]] std::string_view name() const override { return "as-given"; }
    /// \throws Error{invalid_graph} when a drop says no `node`.
    [[nodiscard]] Partitioning operator()(graph::PhysicalGraph const& graph,
                                          PartitionRequest const& request,
                                          Diagnostics& notes) const override;
};

}  // namespace atl::translate

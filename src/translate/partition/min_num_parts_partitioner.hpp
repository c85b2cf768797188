#pragma once

#include "atoll/translate/partitioner.hpp"

namespace atl::translate {

/// Fewest parts that meet a deadline when each may use PartitionRequest::max_parallelism CPUs.
///
/// Parts are made by scheduling (see list_placement) and judged by simulation; their number is
/// found by bisection. Without a deadline it is 1.1 x what unlimited parts would need. When a
/// number of parts is asked for, it is kept, and a note says whether it meets the deadline.
class MinNumPartsPartitioner final : public Partitioner {
  public:
    [[nodiscard]] std::string_view name() const override { return "min_num_parts"; }
    /// O(log parts) schedules and simulations.
    [[nodiscard]] Partitioning operator()(graph::PhysicalGraph const& graph,
                                          PartitionRequest const& request,
                                          Diagnostics& notes) const override;
};

}  // namespace atl::translate

#pragma once

#include "atoll/translate/partitioner.hpp"

namespace atl::translate {

/// Short completion time under a limit of parallelism: Sarkar's edge zeroing, heaviest relations
/// first, as long as no part could use more than PartitionRequest::max_parallelism CPUs at once.
/// What remains is packed into as many parts as were asked for; when that exceeds the limit, a note
/// says so.
class MySarkarPartitioner final : public Partitioner {
  public:
    [[nodiscard]] std::string_view name() const override { return "mysarkar"; }
    [[nodiscard]] Partitioning operator()(graph::PhysicalGraph const& graph,
                                          PartitionRequest const& request,
                                          Diagnostics& notes) const override;
};

}  // namespace atl::translate

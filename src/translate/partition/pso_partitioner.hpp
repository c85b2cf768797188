#pragma once

#include "atoll/translate/partitioner.hpp"

namespace atl::translate {

/// Particle swarm: each particle says for the heaviest relations which of them must not be cut;
/// what is then apart is packed into parts and judged by simulation. The makespan is minimised;
/// with a deadline and no number of parts, the fewest parts that meet it.
///
/// J. Kennedy, R. Eberhart, Particle Swarm Optimization, 1995. Simulations are limited to about ten
/// million drops in all, so that large graphs get fewer generations.
class PsoPartitioner final : public Partitioner {
  public:
    [[nodiscard]] std::string_view name() const override { return "pso"; }
    [[nodiscard]] Partitioning operator()(graph::PhysicalGraph const& graph,
                                          PartitionRequest const& request,
                                          Diagnostics& notes) const override;
};

}  // namespace atl::translate

#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "atoll/core/diagnostics.hpp"
#include "atoll/core/ids.hpp"
#include "atoll/graph/physical_graph.hpp"

namespace atl::translate {

/// What a partitioner is asked for.
struct PartitionRequest {
    std::uint32_t partitions{1};  ///< Parts to make; >= 1. Fewer drops than parts leave some empty.
    std::uint32_t seed{1};        ///< Same graph, request and seed: same answer.
    double imbalance{0.03};       ///< A part may weigh up to (1 + imbalance) x the mean.
};

/// A division of a graph's drops.
struct Partitioning {
    std::uint32_t partitions{0};            ///< Parts that there are (some may be empty).
    std::vector<PartitionId> partition_of;  ///< [graph.size()] each below partitions.
};

/// Divides the drops of a graph. Implementations are pure and hold no state between calls.
class Partitioner {
  public:
    Partitioner() = default;
    Partitioner(Partitioner const&) = delete;
    Partitioner& operator=(Partitioner const&) = delete;
    virtual ~Partitioner() = default;

    /// Name under which users choose it (`--partition`, `-a`).
    [[nodiscard]] virtual std::string_view name() const = 0;

    /// Divides \p graph; what the user should know goes to \p notes.
    ///
    /// O(drops + edges) unless the implementation says otherwise.
    /// \throws Error{invalid_graph} when \p graph lacks what the algorithm needs.
    [[nodiscard]] virtual Partitioning operator()(graph::PhysicalGraph const& graph,
                                                  PartitionRequest const& request,
                                                  Diagnostics& notes) const = 0;
};

/// Names of all partitioners, the default first.
[[nodiscard]] std::span<std::string_view const> partitioner_names() noexcept;

/// The partitioner that users call \p name.
/// \throws Error{usage} when there is none, naming those that there are.
[[nodiscard]] std::unique_ptr<Partitioner> make_partitioner(std::string_view name);

}  // namespace atl::translate

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

/// What METIS tries to make small.
enum class CutGoal : std::uint8_t {
    edges,   ///< Bytes of the relations that are cut.
    volume,  ///< Bytes sent, each content once to every part that reads it (k-way only).
};

/// How METIS goes about it.
enum class CutScheme : std::uint8_t {
    automatic,            ///< Recursive bisection for up to 8 parts, else k-way.
    k_way,                ///< All parts at once: quicker, better for many parts.
    recursive_bisection,  ///< Halves of halves.
};

/// What a partitioner is asked for.
struct PartitionRequest {
    /// Parts to make. Fewer drops than parts leave some empty. 0: as many as the algorithm finds
    /// best (mysarkar, min_num_parts, pso; 1 for the others).
    std::uint32_t partitions{1};
    std::uint32_t seed{1};   ///< Same graph, request and seed: same answer.
    double imbalance{0.03};  ///< A part may weigh up to (1 + imbalance) x the mean.

    // The nodes that the parts will run on, one part on each.
    std::uint32_t cores{1};    ///< >= 1.
    double bandwidth{1.25e9};  ///< What a node sends, bytes per second; > 0.
    double latency{50e-6};     ///< Seconds.

    CutGoal goal{CutGoal::edges};            ///< metis.
    CutScheme scheme{CutScheme::automatic};  ///< metis.
    std::uint32_t max_parallelism{
        8};                        ///< mysarkar, min_num_parts: CPUs that a part may need at once.
    double deadline{0};            ///< min_num_parts, pso: seconds; 0: none.
    std::uint32_t swarm_size{40};  ///< pso: particles.
    std::uint32_t top_edges{30};   ///< pso: it decides on this many of the heaviest relations.
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

#pragma once

#include <cstdint>
#include <vector>

#include "atoll/core/diagnostics.hpp"
#include "atoll/graph/logical_graph.hpp"

namespace atl::translate {

/// What an axis of an index space stands for: the group that repeats, and how often.
struct Axis {
    std::uint32_t group{0};
    std::uint64_t size{1};
};

/// The index spaces of all nodes of a logical graph.
///
/// A node has one axis for each enclosing group, outermost first (MPI apps one more for their
/// processes). The size of a gather or group-by follows from what feeds it.
class IndexSpaces {
  public:
    /// Sizes that depend on each other in a circle are errors in \p diagnostics.
    IndexSpaces(graph::LogicalGraph const& graph, Diagnostics& diagnostics);

    /// How often group \p node repeats its members.
    [[nodiscard]] std::uint64_t repeat(std::uint32_t node) const { return repeats_[node]; }

    /// Axes of \p node: those of its groups, its own processes last.
    [[nodiscard]] std::vector<Axis> axes(std::uint32_t node) const;
    /// Axes of the members of group \p node.
    [[nodiscard]] std::vector<Axis> member_axes(std::uint32_t node) const;

    /// First node linked to \p node, or LogicalNode::none.
    [[nodiscard]] std::uint32_t first_input(std::uint32_t node) const { return inputs_[node]; }

    /// Scatters around what feeds group-by \p node by whose index it groups, innermost first.
    [[nodiscard]] std::vector<std::uint32_t> grouping_scatters(std::uint32_t node) const;

  private:
    [[nodiscard]] std::uint64_t compute(std::uint32_t node);
    [[nodiscard]] std::uint64_t gather_repeat(std::uint32_t node);
    [[nodiscard]] std::uint64_t group_by_repeat(std::uint32_t node);

    graph::LogicalGraph const& graph_;
    Diagnostics& diagnostics_;
    std::vector<std::uint32_t> inputs_;
    std::vector<std::uint64_t> repeats_;  // 0: not yet known
    std::vector<std::uint8_t> in_progress_;
};

/// How many axes the two spaces share from the outside.
[[nodiscard]] std::size_t shared_axes(std::vector<Axis> const& a, std::vector<Axis> const& b);

/// Product of the sizes of axes [\p begin, \p end) of \p axes.
[[nodiscard]] std::uint64_t size_of(std::vector<Axis> const& axes,
                                    std::size_t begin,
                                    std::size_t end);

}  // namespace atl::translate

#pragma once

#include <optional>

#include "atoll/core/diagnostics.hpp"
#include "atoll/graph/logical_graph.hpp"
#include "atoll/translate/block_relation.hpp"

#include "translate/unroll/index_spaces.hpp"

namespace atl::translate {

/// What rules for links know: the graph, its index spaces, where to report.
struct PlanContext {
    graph::LogicalGraph const& graph;
    IndexSpaces const& spaces;
    Diagnostics& diagnostics;

    [[nodiscard]] graph::LogicalNode const& node(std::uint32_t index) const
    {
        return graph.nodes[index];
    }
    /// The group directly around \p index, or nullptr.
    [[nodiscard]] graph::LogicalNode const* group_of(std::uint32_t index) const
    {
        auto const parent = graph.nodes[index].parent;
        return parent == graph::LogicalNode::none ? nullptr : &graph.nodes[parent];
    }
};

/// Index arithmetic of a link whose ends have axes \p from and \p to when nothing special holds:
/// shared axes go together, those of one side only are collected or spread.
[[nodiscard]] BlockRelation relate_nested(std::vector<Axis> const& from,
                                          std::vector<Axis> const& to);

/// Same, and a warning when both sides have axes of their own (DALiuGE refuses such links).
[[nodiscard]] BlockRelation relate_by_nesting(PlanContext const& context,
                                              graph::LogicalLink const& link);

/// Links in, out of and within loops; nothing when \p link is none of them.
[[nodiscard]] std::optional<BlockRelation> relate_in_loops(PlanContext const& context,
                                                           graph::LogicalLink const& link);

/// From \p source (a node, or the drops behind a group-by) to what stands for gather \p gather:
/// drops with axes \p reader.
[[nodiscard]] BlockRelation relate_to_gather(PlanContext const& context,
                                             std::vector<Axis> const& source,
                                             std::uint32_t gather,
                                             std::vector<Axis> const& reader);

/// From node \p source to the barriers of group-by \p group_by.
[[nodiscard]] BlockRelation relate_to_group_by(PlanContext const& context,
                                               std::uint32_t source,
                                               std::uint32_t group_by);

}  // namespace atl::translate

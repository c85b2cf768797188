#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "atoll/core/diagnostics.hpp"
#include "atoll/graph/logical_graph.hpp"
#include "atoll/graph/physical_graph.hpp"
#include "atoll/translate/block_relation.hpp"

namespace atl::translate {

/// How a logical graph is unrolled.
struct UnrollOptions {
    std::string oid_prefix{"1"};
    std::uint64_t max_drops{200'000'000};  ///< More is an error before anything is allocated.
    std::uint64_t max_edges{1'000'000'000};
};

/// The drops of one node: one for each index, the last axis running fastest.
struct Block {
    std::uint32_t node{0};            ///< Index into LogicalGraph::nodes.
    bool group_data{false};           ///< The data drop behind a group-by's barrier.
    std::vector<std::uint64_t> axes;  ///< Sizes, outermost first.
    std::uint32_t loop_axes{0};       ///< How many of the last axes are the loop context.
    std::uint64_t first{0};           ///< Number of its first drop.
    std::uint64_t count{1};           ///< Product of axes.
    double weight{1};                 ///< Of one drop: seconds (app) or volume (data).
    DropKind kind{DropKind::data};
    /// The outermost exclusive force node around its node (index into LogicalGraph::nodes), or
    /// LogicalNode::none: drops that agree in the first `section_axes` indexes are one section,
    /// which runs on one node manager.
    std::uint32_t section{graph::LogicalNode::none};
    std::uint32_t section_axes{0};
};

/// A logical graph decided per template: drops as index spaces, edges as relations between them.
/// Its size depends on the logical graph only, not on the number of drops.
struct UnrollPlan {
    std::vector<Block> blocks;
    std::vector<BlockRelation> relations;
    std::uint64_t drops{0};
    std::uint64_t edges{0};
};

/// Decides what \p graph unrolls to. All problems go to \p diagnostics, each with the node's name
/// and id or the link's two ends; the plan is usable only when there are no errors.
[[nodiscard]] UnrollPlan plan_unroll(graph::LogicalGraph const& graph,
                                     UnrollOptions const& options,
                                     Diagnostics& diagnostics);

/// Makes every drop and relation of \p plan, the plan of \p graph without errors.
[[nodiscard]] graph::PhysicalGraph expand(graph::LogicalGraph const& graph,
                                          UnrollPlan const& plan,
                                          UnrollOptions const& options,
                                          Diagnostics& diagnostics);

/// Takes the next piece of a text.
using TextSink = std::function<void(std::string_view)>;

/// Appends further members of the JSON object of \p drop (a number of expand()'s), each with a
/// comma before it, to \p text.
using DropMembers = std::function<void(DropId drop, std::string& text)>;

/// Writes what \p plan unrolls to as a physical graph template in DALiuGE's JSON: both ends of
/// every relation with port names, `iid`, `rank`, `loop_ctx`, `lg_key`, flattened fields, what
/// \p more has to say of drops that expand() makes, the reprodata trailer. Drops are written one
/// after the other; nothing is kept of them.
void write_template(graph::LogicalGraph const& graph,
                    UnrollPlan const& plan,
                    UnrollOptions const& options,
                    TextSink const& sink,
                    DropMembers const& more = {});

}  // namespace atl::translate

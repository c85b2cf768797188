#include <algorithm>

#include <fmt/format.h>

#include "translate/unroll/place.hpp"
#include "translate/unroll/planner.hpp"

namespace atl::translate {
namespace {

using graph::Construct;
using Pattern = BlockRelation::Pattern;

[[nodiscard]] bool is_loop(graph::LogicalNode const* group)
{
    return group != nullptr && group->construct == Construct::loop;
}

[[nodiscard]] bool starts_with(std::vector<Axis> const& axes, std::vector<Axis> const& prefix)
{
    return shared_axes(axes, prefix) == prefix.size();
}

/// Product of the sizes of the loops directly around one another at the end of \p axes, not
/// counting the first \p shared axes.
[[nodiscard]] std::uint64_t iterations(PlanContext const& context,
                                       std::vector<Axis> const& axes,
                                       std::size_t shared)
{
    auto begin = axes.size();
    while (begin > shared && context.node(axes[begin - 1].group).construct == Construct::loop) {
        --begin;
    }
    return size_of(axes, begin, axes.size());
}

/// From the end of an iteration to the start of the next.
[[nodiscard]] BlockRelation relate_iterations(PlanContext const& context,
                                              graph::LogicalLink const& link)
{
    auto const axes = context.spaces.axes(link.from);
    BlockRelation relation;
    relation.size = axes.back().size;
    relation.outer = size_of(axes, 0, axes.size() - 1);
    relation.sources = relation.size;
    relation.targets = relation.size;
    relation.pattern = Pattern::next_iteration;
    return relation;
}

/// Between two loops of which none holds the other: iteration i with iteration i.
[[nodiscard]] BlockRelation relate_in_step(PlanContext const& context,
                                           graph::LogicalLink const& link)
{
    auto const from = context.spaces.axes(link.from);
    auto const to = context.spaces.axes(link.to);
    auto const shared = shared_axes(from, to);
    auto relation = relate_nested(from, to);
    auto const source_length = iterations(context, from, shared);
    auto const target_length = iterations(context, to, shared);
    if (source_length != target_length) {
        context.diagnostics.warning(
            place_of(context.graph, link),
            fmt::format("it joins a loop of {} iterations with one of {}; only those that both "
                        "have are joined",
                        source_length,
                        target_length));
    }
    relation.size = std::max(source_length, target_length);
    relation.pattern = Pattern::same_iteration;
    return relation;
}

}  // namespace

std::optional<BlockRelation> relate_in_loops(PlanContext const& context,
                                             graph::LogicalLink const& link)
{
    auto const* const source_group = context.group_of(link.from);
    auto const* const target_group = context.group_of(link.to);
    auto const& source = context.node(link.from);
    auto const& target = context.node(link.to);
    if (is_loop(source_group) && source_group == target_group && source.group_end &&
        target.group_start) {
        return relate_iterations(context, link);
    }
    auto const from = context.spaces.axes(link.from);
    auto const to = context.spaces.axes(link.to);
    bool const apart = !starts_with(from, to) && !starts_with(to, from);
    if (is_loop(source_group) && is_loop(target_group) && apart) {
        return relate_in_step(context, link);
    }
    if (!link.loop_aware || apart) {
        return std::nullopt;
    }
    auto relation = relate_nested(from, to);
    if (is_loop(source_group) && from.size() > to.size()) {
        relation.pattern = Pattern::last_iteration;
        relation.size = source_group->count;
        return relation;
    }
    if (is_loop(target_group) && from.size() < to.size()) {
        relation.pattern = Pattern::first_iteration;
        relation.size = target_group->count;
        return relation;
    }
    return std::nullopt;
}

}  // namespace atl::translate

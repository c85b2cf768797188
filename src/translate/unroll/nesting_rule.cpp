#include <fmt/format.h>

#include "translate/unroll/place.hpp"
#include "translate/unroll/planner.hpp"

namespace atl::translate {

BlockRelation relate_nested(std::vector<Axis> const& from, std::vector<Axis> const& to)
{
    auto const shared = shared_axes(from, to);
    BlockRelation relation;
    relation.outer = size_of(from, 0, shared);
    relation.sources = size_of(from, shared, from.size());
    relation.targets = size_of(to, shared, to.size());
    bool const together = relation.sources == relation.targets;
    relation.pattern = together ? BlockRelation::Pattern::pairwise : BlockRelation::Pattern::all;
    return relation;
}

BlockRelation relate_by_nesting(PlanContext const& context, graph::LogicalLink const& link)
{
    auto const from = context.spaces.axes(link.from);
    auto const to = context.spaces.axes(link.to);
    auto relation = relate_nested(from, to);
    auto const shared = shared_axes(from, to);
    if (shared < from.size() && shared < to.size()) {
        auto const pairwise = relation.pattern == BlockRelation::Pattern::pairwise;
        context.diagnostics.warning(
            place_of(context.graph, link),
            fmt::format("its ends are in groups of which none holds the other; {}",
                        pairwise ? "drops of equal index are joined"
                                 : "every drop of one is joined with every drop of the other"),
            "use a gather to collect results of a group");
    }
    return relation;
}

}  // namespace atl::translate

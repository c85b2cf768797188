#include <algorithm>

#include "translate/unroll/planner.hpp"

namespace atl::translate {

BlockRelation relate_to_gather(PlanContext const& context,
                               std::vector<Axis> const& source,
                               std::uint32_t gather,
                               std::vector<Axis> const& reader)
{
    auto const own = context.spaces.axes(gather);
    auto const shared = shared_axes(source, own);
    auto const gathers = context.spaces.repeat(gather);
    auto relation = relate_nested(source, reader);
    relation.outer = size_of(source, 0, shared);
    relation.sources = size_of(source, shared, source.size());
    relation.targets = size_of(reader, std::min(shared, reader.size()), reader.size());
    if (relation.targets != gathers) {
        relation.pattern = BlockRelation::Pattern::all;
        return relation;
    }
    // Other inputs than the first, whose number decides, are shared out evenly.
    auto const width = context.node(gather).width;
    auto const even = (relation.sources + gathers - 1) / gathers;
    relation.pattern = BlockRelation::Pattern::chunks;
    relation.size = relation.sources <= width * gathers && relation.sources > width * (gathers - 1)
                        ? width
                        : std::max<std::uint64_t>(1, even);
    return relation;
}

}  // namespace atl::translate

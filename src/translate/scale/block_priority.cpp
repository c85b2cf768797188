#include "translate/scale/block_priority.hpp"

#include <algorithm>

namespace atl::translate {
namespace {

bool counts(TemplateRelation const& relation)
{
    return relation.pairs.pattern != BlockRelation::Pattern::next_iteration;
}

/// Seconds from the start of a drop of each block to the end of the graph.
std::vector<float> time_to_end(TemplateGraph const& graph)
{
    auto const count = graph.blocks().size();
    std::vector<float> time(count, 0);
    std::vector<std::uint32_t> waiting(count, 0);
    for (auto const& relation : graph.relations()) {
        waiting[relation.from] += counts(relation) ? 1 : 0;
    }
    std::vector<std::uint32_t> ready;
    for (std::uint32_t block = 0; block < count; ++block) {
        if (waiting[block] == 0) {
            ready.push_back(block);
        }
    }
    while (!ready.empty()) {
        auto const block = ready.back();
        ready.pop_back();
        auto const& properties = graph.properties(block);
        time[block] += properties.kind == DropKind::app ? properties.weight : 0;
        for (auto const number : graph.incoming(block)) {
            auto const& relation = graph.relations()[number];
            if (!counts(relation)) {
                continue;
            }
            time[relation.from] = std::max(time[relation.from], time[block]);
            if (--waiting[relation.from] == 0) {
                ready.push_back(relation.from);
            }
        }
    }
    return time;
}

}  // namespace

std::vector<std::uint8_t> block_priority(TemplateGraph const& graph)
{
    auto const time = time_to_end(graph);
    std::vector<std::uint8_t> priority(time.size(), 0);
    auto const longest = time.empty() ? 0.0F : std::ranges::max(time);
    if (longest > 0) {
        std::ranges::transform(time, priority.begin(), [longest](float seconds) {
            return static_cast<std::uint8_t>(seconds * 255 / longest);
        });
    }
    return priority;
}

}  // namespace atl::translate

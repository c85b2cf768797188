#include <algorithm>

#include "atoll/translate/branching.hpp"
#include "atoll/translate/ownership.hpp"

namespace atl::translate {
namespace {

using Form = TemplateRelation::Form;
using Run = Ownership::Run;

/// Into how many equal slices each block may be cut: the size of its outermost axis, or 1.
std::vector<std::uint64_t> slices_of(TemplateGraph const& graph)
{
    std::vector<std::uint64_t> slices;
    for (auto const& block : graph.blocks()) {
        slices.push_back(block.axes.empty() ? 1 : block.axes.front());
    }
    return slices;
}

/// Whether \p relation leads from slice i of its source to slice i of its target.
bool keeps_slices(TemplateRelation const& relation, std::vector<std::uint64_t> const& slices)
{
    auto const& pairs = relation.pairs;
    bool const same_index = pairs.pattern == BlockRelation::Pattern::pairwise;
    auto const kept = same_index ? pairs.outer * pairs.sources : pairs.outer;
    return slices[relation.from] == slices[relation.to] && kept % slices[relation.from] == 0;
}

bool has_several_outputs(TemplateGraph const& graph, std::uint32_t block)
{
    std::uint64_t outputs = 0;
    for (auto const number : graph.outgoing(block)) {
        auto const& relation = graph.relations()[number];
        outputs += relation.targets_of({0, 1}).size();
    }
    return outputs > 1;
}

/// Leaves whole what would part a branch from its outputs.
void keep_branches_together(TemplateGraph const& graph, std::vector<std::uint64_t>& slices)
{
    for (bool changed = true; changed;) {
        changed = false;
        for (auto const& relation : graph.relations()) {
            bool const may_be_parted =
                relation.form == Form::direct && may_branch(graph.properties(relation.from)) &&
                has_several_outputs(graph, relation.from) && !keeps_slices(relation, slices);
            if (may_be_parted && slices[relation.from] + slices[relation.to] > 2) {
                slices[relation.from] = slices[relation.to] = 1;
                changed = true;
            }
        }
    }
}

std::vector<Run> cut_block(std::uint64_t count,
                           std::uint64_t slices,
                           std::span<RankId const> workers)
{
    std::vector<Run> runs;
    for (std::size_t i = 0; i < workers.size(); ++i) {
        auto const begin = (slices * i + workers.size() - 1) / workers.size();
        auto const end = (slices * (i + 1) + workers.size() - 1) / workers.size();
        if (begin < end) {
            runs.push_back({count / slices * begin, workers[i]});
        }
    }
    return runs;
}

/// Events of the apps of each run belong to its rank.
std::vector<Run> cut_events(TemplateRelation const& into_events, std::vector<Run> const& sources)
{
    std::vector<Run> runs;
    for (auto const& run : sources) {
        auto const begin = into_events.targets_of({run.begin, run.begin + 1}).begin;
        if (!runs.empty() && runs.back().begin == begin) {
            runs.back().rank = run.rank;
        } else {
            runs.push_back({begin, run.rank});
        }
    }
    return runs;
}

}  // namespace

Ownership cut_outermost(TemplateGraph const& graph, std::span<RankId const> workers)
{
    auto slices = slices_of(graph);
    keep_branches_together(graph, slices);
    std::vector<std::vector<Run>> runs;
    std::vector<std::uint64_t> counts;
    for (std::uint32_t block = 0; block < graph.blocks().size(); ++block) {
        auto const& about = graph.blocks()[block];
        counts.push_back(about.count);
        if (about.events_of == TemplateBlock::no_relation) {
            runs.push_back(cut_block(about.count, slices[block], workers));
        } else {
            auto const& relation = graph.relations()[about.events_of];
            runs.push_back(cut_events(relation, runs[relation.from]));
        }
    }
    return Ownership{std::move(runs), std::move(counts)};
}

}  // namespace atl::translate

#include <algorithm>
#include <iterator>

#include "atoll/translate/branching.hpp"
#include "atoll/translate/ownership.hpp"

namespace atl::translate {
namespace {

using Form = TemplateRelation::Form;
using Run = Ownership::Run;

/// How a block is cut: into equal slices of one axis, anew within each index of the axes before it.
struct Slicing {
    std::uint64_t repeats{1};  ///< Product of the axes before.
    std::uint64_t slices{1};   ///< Size of the axis; 1: the block stays whole.

    friend bool operator==(Slicing, Slicing) = default;
};

/// More runs than so many a block cost more than they bring.
constexpr std::uint64_t most_repeats = 10'000;

Slicing slicing_of(TemplateBlock const& block)
{
    Slicing slicing;
    bool const cuts_section =
        block.section != TemplateBlock::no_section && block.free_axis >= block.section_axes;
    if (block.free_axis >= block.axes.size() || cuts_section) {
        return slicing;
    }
    for (std::uint32_t axis = 0; axis < block.free_axis; ++axis) {
        slicing.repeats *= block.axes[axis];
    }
    slicing.slices = block.axes[block.free_axis];
    return slicing.repeats <= most_repeats ? slicing : Slicing{1, block.axes.front()};
}

/// Whether \p relation leads from slice i of its source to slice i of its target.
bool keeps_slices(TemplateRelation const& relation, std::vector<Slicing> const& slicing)
{
    auto const& pairs = relation.pairs;
    bool const same_index = pairs.pattern == BlockRelation::Pattern::pairwise;
    auto const kept = same_index ? pairs.outer * pairs.sources : pairs.outer;
    auto const& from = slicing[relation.from];
    return from == slicing[relation.to] && kept % (from.repeats * from.slices) == 0;
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

/// Leaves \p block whole, and what is in the same section.
void leave_whole(TemplateGraph const& graph, std::uint32_t block, std::vector<Slicing>& slicing)
{
    slicing[block] = Slicing{};
    auto const section = graph.blocks()[block].section;
    for (std::uint32_t other = 0; section != TemplateBlock::no_section && other < slicing.size();
         ++other) {
        if (graph.blocks()[other].section == section) {
            slicing[other] = Slicing{};
        }
    }
}

/// Leaves whole what would part a branch from its outputs.
void keep_branches_together(TemplateGraph const& graph, std::vector<Slicing>& slicing)
{
    for (bool changed = true; changed;) {
        changed = false;
        for (auto const& relation : graph.relations()) {
            bool const may_be_parted =
                relation.form == Form::direct && may_branch(graph.properties(relation.from)) &&
                has_several_outputs(graph, relation.from) && !keeps_slices(relation, slicing);
            bool const whole =
                slicing[relation.from] == Slicing{} && slicing[relation.to] == Slicing{};
            if (may_be_parted && !whole) {
                leave_whole(graph, relation.from, slicing);
                leave_whole(graph, relation.to, slicing);
                changed = true;
            }
        }
    }
}

std::vector<Run> cut_block(std::uint64_t count, Slicing slicing, std::span<RankId const> workers)
{
    std::vector<Run> runs;
    auto const slice = count / slicing.repeats / slicing.slices;
    for (std::uint64_t repeat = 0; repeat < slicing.repeats; ++repeat) {
        for (std::size_t i = 0; i < workers.size(); ++i) {
            auto const begin = (slicing.slices * i + workers.size() - 1) / workers.size();
            auto const end = (slicing.slices * (i + 1) + workers.size() - 1) / workers.size();
            if (begin < end) {
                runs.push_back({(repeat * slicing.slices + begin) * slice, workers[i]});
            }
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
    std::vector<Slicing> slicing;
    std::ranges::transform(graph.blocks(), std::back_inserter(slicing), slicing_of);
    keep_branches_together(graph, slicing);
    std::vector<std::vector<Run>> runs;
    std::vector<std::uint64_t> counts;
    for (std::uint32_t block = 0; block < graph.blocks().size(); ++block) {
        auto const& about = graph.blocks()[block];
        counts.push_back(about.count);
        if (about.events_of == TemplateBlock::no_relation) {
            runs.push_back(cut_block(about.count, slicing[block], workers));
        } else {
            auto const& relation = graph.relations()[about.events_of];
            runs.push_back(cut_events(relation, runs[relation.from]));
        }
    }
    return Ownership{std::move(runs), std::move(counts)};
}

}  // namespace atl::translate

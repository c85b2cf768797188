#include "atoll/translate/expand_part.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "translate/scale/block_priority.hpp"
#include "translate/scale/neighbour_ranks.hpp"
#include "translate/scale/rules_of_part.hpp"

namespace atl::translate {
namespace {

/// A relation from the drops of one run.
struct RunRelation {
    TemplateRelation const* relation;
    PartIndex::Run const* targets;  ///< Holds all targets; nullptr: they may be anywhere.
};

/// Own successors of all drops of a part.
class SuccessorLists {
  public:
    SuccessorLists(TemplateGraph const& graph, PartIndex const& index)
        : graph_(graph), index_(index)
    {
    }

    void fill(graph::Part& part)
    {
        reserve(part);
        part.successor_offsets.push_back(0);
        for (auto const& run : index_.runs()) {
            add_run(run, part);
        }
        if (!index_.ghosts().empty()) {
            add_ghosts(part);
        }
    }

  private:
    void reserve(graph::Part& part) const
    {
        std::size_t edges = 0;
        for (auto const& run : index_.runs()) {
            for (auto const number : graph_.outgoing(run.block)) {
                auto const& relation = graph_.relations()[number];
                auto const& pairs = relation.pairs;
                // Exact when every source has as many targets.
                auto const all = relation.form == TemplateRelation::Form::from_events
                                     ? graph_.blocks()[run.block].count
                                     : pairs.edges();
                edges += all * run.indexes.size() / graph_.blocks()[run.block].count;
            }
        }
        part.successors.reserve(edges);
        part.successor_offsets.reserve(index_.size() + std::size_t{1});
    }

    void add_run(PartIndex::Run const& run, graph::Part& part) const
    {
        std::vector<RunRelation> relations;
        for (auto const number : graph_.outgoing(run.block)) {
            auto const& relation = graph_.relations()[number];
            relations.push_back(
                {&relation, index_.run_holding(relation.to, relation.targets_of(run.indexes))});
        }
        for (auto i = run.indexes.begin; i < run.indexes.end; ++i) {
            for (auto const& about : relations) {
                add_targets(about, i, part.successors);
            }
            part.successor_offsets.push_back(static_cast<std::uint32_t>(part.successors.size()));
        }
    }

    void add_targets(RunRelation about,
                     std::uint64_t source,
                     std::vector<std::uint32_t>& successors) const
    {
        if (about.targets != nullptr) {
            auto const base = about.targets->local - about.targets->indexes.begin;
            about.relation->for_each_target(source, [&](std::uint64_t target) {
                successors.push_back(static_cast<std::uint32_t>(base + target));
            });
            return;
        }
        about.relation->for_each_target(source, [&](std::uint64_t target) {
            if (auto const own = index_.find_owned({about.relation->to, target})) {
                successors.push_back(*own);
            }
        });
    }

    void add_ghosts(graph::Part& part) const
    {
        for (auto const& ghost : index_.ghosts()) {
            auto const block = graph_.block_of(ghost.drop);
            auto const source = ghost.drop.value - graph_.blocks()[block].first;
            for (auto const number : graph_.outgoing(block)) {
                add_targets({&graph_.relations()[number], nullptr}, source, part.successors);
            }
            part.successor_offsets.push_back(static_cast<std::uint32_t>(part.successors.size()));
        }
    }

    TemplateGraph const& graph_;
    PartIndex const& index_;
};

void add_templates(TemplateGraph const& graph, graph::Part& part)
{
    auto const& all = graph.representatives();
    for (std::uint32_t i = 0; i < all.templates().size(); ++i) {
        part.add_template(all.templates()[i], all.body(TemplateId{i}));
    }
    part.port_pairs.assign(graph.port_pairs().begin(), graph.port_pairs().end());
    auto const priority = block_priority(graph);
    part.template_priority.resize(part.templates.size());
    part.fed_by.resize(part.templates.size());
    for (std::uint32_t block = 0; block < graph.blocks().size(); ++block) {
        auto const own = graph.blocks()[block].drop_template.index();
        part.template_priority[own] = std::max(part.template_priority[own], priority[block]);
        for (auto const number : graph.incoming(block)) {
            auto const from = graph.relations()[number].from;
            part.fed_by[own].push_back(graph.blocks()[from].drop_template.value);
        }
    }
}

void add_drops(TemplateGraph const& graph, PartIndex const& index, graph::Part& part)
{
    part.owned = index.owned();
    part.template_of.reserve(index.size());
    for (auto const& run : index.runs()) {
        part.template_of.insert(part.template_of.end(),
                                run.indexes.size(),
                                graph.blocks()[run.block].drop_template.value);
    }
    for (auto const& ghost : index.ghosts()) {
        part.template_of.push_back(graph.blocks()[graph.block_of(ghost.drop)].drop_template.value);
        part.ghost_rank.push_back(ghost.owner);
    }
}

/// [ranks] Local index of the first ghost of each owner.
std::vector<std::uint32_t> first_ghosts(PartIndex const& index, std::uint32_t ranks)
{
    std::vector<std::uint32_t> first;
    for (std::uint32_t rank = 0, at = 0; rank < ranks; ++rank) {
        first.push_back(index.owned() + at);
        while (at < index.ghosts().size() && index.ghosts()[at].owner == rank) {
            ++at;
        }
    }
    return first;
}

}  // namespace

graph::Part expand_part(std::shared_ptr<TemplateGraph const> graph,
                        std::shared_ptr<Ownership const> ownership,
                        RankId rank,
                        std::uint32_t ranks)
{
    PartIndex index{*graph, *ownership, rank};
    auto neighbours = find_neighbour_ranks(*graph, *ownership, index, ranks);
    index.set_ghosts(std::move(neighbours.ghosts));
    graph::Part part;
    part.remote_offsets = std::move(neighbours.remote_offsets);
    part.remotes = std::move(neighbours.remotes);
    part.first_ghost = first_ghosts(index, ranks);
    add_templates(*graph, part);
    add_drops(*graph, index, part);
    SuccessorLists{*graph, index}.fill(part);
    part.rules =
        std::make_shared<RulesOfPart>(std::move(graph), std::move(ownership), std::move(index));
    return part;
}

}  // namespace atl::translate

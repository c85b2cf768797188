#include "translate/scale/rules_of_part.hpp"

#include <utility>

#include "translate/unroll/index_path.hpp"

namespace atl::translate {

RulesOfPart::RulesOfPart(std::shared_ptr<TemplateGraph const> graph,
                         std::shared_ptr<Ownership const> ownership,
                         PartIndex index)
    : graph_(std::move(graph)), ownership_(std::move(ownership)), index_(std::move(index))
{
}

void RulesOfPart::visit_inputs(std::uint32_t owned, Visitor const& visit) const
{
    auto const at = index_.address(owned);
    for (auto const number : graph_->incoming(at.block)) {
        auto const& relation = graph_->relations()[number];
        relation.for_each_source(at.index, [&](std::uint64_t source) {
            visit(index_.local({relation.from, source}), relation.ports);
        });
    }
}

void RulesOfPart::visit_outputs(std::uint32_t owned, Visitor const& visit) const
{
    auto const at = index_.address(owned);
    for (auto const number : graph_->outgoing(at.block)) {
        auto const& relation = graph_->relations()[number];
        relation.for_each_target(at.index, [&](std::uint64_t target) {
            visit(index_.local({relation.to, target}), relation.ports);
        });
    }
}

std::uint32_t RulesOfPart::input_count(std::uint32_t owned) const
{
    auto const at = index_.address(owned);
    std::uint64_t count = 0;
    for (auto const number : graph_->incoming(at.block)) {
        count += graph_->relations()[number].source_count(at.index);
    }
    return static_cast<std::uint32_t>(count);
}

std::vector<std::uint32_t> RulesOfPart::input_counts() const
{
    std::vector<std::uint32_t> counts;
    counts.reserve(index_.owned());
    for (auto const& run : index_.runs()) {
        std::uint64_t same_for_all = 0;
        std::vector<TemplateRelation const*> others;
        for (auto const number : graph_->incoming(run.block)) {
            auto const& relation = graph_->relations()[number];
            if (relation.feeds_all_alike()) {
                same_for_all += relation.source_count(0);
            } else {
                others.push_back(&relation);
            }
        }
        counts.resize(counts.size() + run.indexes.size(), static_cast<std::uint32_t>(same_for_all));
        for (auto const* const relation : others) {
            for (std::uint64_t i = 0; i < run.indexes.size(); ++i) {
                counts[run.local + i] +=
                    static_cast<std::uint32_t>(relation->source_count(run.indexes.begin + i));
            }
        }
    }
    return counts;
}

DropId RulesOfPart::drop(std::uint32_t local) const
{
    auto const at = index_.address(local);
    return DropId{static_cast<std::uint32_t>(graph_->blocks()[at.block].first + at.index)};
}

std::string RulesOfPart::oid(std::uint32_t local) const
{
    auto const at = index_.address(local);
    std::string text;
    graph_->append_oid(at.block, at.index, text);
    return text;
}

std::string RulesOfPart::iid(std::uint32_t local) const
{
    auto at = index_.address(local);
    if (graph_->blocks()[at.block].events_of != TemplateBlock::no_relation) {
        // What follows the last '_' of an event's oid is its target's index path.
        auto const& relation = graph_->relations()[graph_->outgoing(at.block).front()];
        at = {relation.to, relation.pairs.edge(at.index).second};
    }
    std::string text;
    append_index_path(graph_->blocks()[at.block].axes, at.index, '-', text);
    return text;
}

}  // namespace atl::translate

#include "graph/part_maker.hpp"

#include <utility>

namespace atl::graph {

PartMaker::PartMaker(PhysicalGraph const& graph, Placement const& placement)
    : graph_(&graph),
      placement_(&placement),
      priority_(upward_rank(graph)),
      drops_(graph.size()),
      templates_(graph.templates().size()),
      heads_(graph.head_count())
{
}

Part PartMaker::make(std::vector<DropId> owned)
{
    drops_.begin_part();
    templates_.begin_part();
    heads_.begin_part();
    Part part;
    part.owned = static_cast<std::uint32_t>(owned.size());
    part.global = std::move(owned);
    part.priority.reserve(part.owned);
    for (std::uint32_t i = 0; i < part.owned; ++i) {
        drops_.set(part.global[i].value, i);
        part.priority.push_back(priority_[part.global[i].index()]);
    }
    add_relations(part);
    add_successors(part);
    add_identities(part);
    add_templates(part);
    auto const pairs = graph_->port_pairs();
    part.port_pairs.assign(pairs.begin(), pairs.end());
    return part;
}

/// Local index of \p drop, which becomes a ghost when it is not known yet.
std::uint32_t PartMaker::local(DropId drop, Part& part)
{
    if (!drops_.has(drop.value)) {
        drops_.set(drop.value, static_cast<std::uint32_t>(part.global.size()));
        part.global.push_back(drop);
        part.ghost_rank.push_back((*placement_)[drop.index()].value);
    }
    return drops_[drop.value];
}

void PartMaker::add_relations(Part& part)
{
    part.input_offsets.reserve(part.owned + std::size_t{1});
    part.output_offsets.reserve(part.owned + std::size_t{1});
    part.input_offsets.push_back(0);
    part.output_offsets.push_back(0);
    for (std::uint32_t i = 0; i < part.owned; ++i) {
        auto const drop = part.global[i];
        for (auto const before : graph_->predecessors(drop)) {
            part.inputs.push_back(local(before, part));
        }
        for (auto const after : graph_->successors(drop)) {
            part.outputs.push_back(local(after, part));
        }
        auto const in = graph_->predecessor_ports(drop);
        auto const out = graph_->successor_ports(drop);
        part.input_ports.insert(part.input_ports.end(), in.begin(), in.end());
        part.output_ports.insert(part.output_ports.end(), out.begin(), out.end());
        part.input_offsets.push_back(static_cast<std::uint32_t>(part.inputs.size()));
        part.output_offsets.push_back(static_cast<std::uint32_t>(part.outputs.size()));
    }
}

/// Owned successors of every drop, from the other side: a ghost may have many more elsewhere.
void PartMaker::add_successors(Part& part) const
{
    part.successor_offsets.assign(part.global.size() + std::size_t{1}, 0);
    part.successors.resize(part.inputs.size());
    for (auto const before : part.inputs) {
        ++part.successor_offsets[before + std::size_t{1}];
    }
    for (std::size_t i = 0; i < part.global.size(); ++i) {
        part.successor_offsets[i + 1] += part.successor_offsets[i];
    }
    auto cursor = part.successor_offsets;
    for (std::uint32_t i = 0; i < part.owned; ++i) {
        for (auto k = part.input_offsets[i]; k < part.input_offsets[i + std::size_t{1}]; ++k) {
            part.successors[cursor[part.inputs[k]]++] = i;
        }
    }
}

void PartMaker::add_identities(Part& part)
{
    part.head_of.reserve(part.global.size());
    part.tail_offsets.reserve(part.global.size() + std::size_t{1});
    part.tail_offsets.push_back(0);
    for (auto const drop : part.global) {
        auto const head = graph_->head_of(drop);
        if (!heads_.has(head)) {
            heads_.set(head, static_cast<std::uint32_t>(part.heads.size()));
            part.heads.emplace_back(graph_->oid_head(drop));
        }
        part.head_of.push_back(heads_[head]);
        auto const tail = graph_->oid_tail(drop);
        part.tails.insert(part.tails.end(), tail.begin(), tail.end());
        part.tail_offsets.push_back(static_cast<std::uint32_t>(part.tails.size()));
    }
}

void PartMaker::add_templates(Part& part)
{
    part.template_of.reserve(part.global.size());
    for (auto const drop : part.global) {
        auto const id = graph_->template_of(drop);
        if (!templates_.has(id.value)) {
            templates_.set(id.value, static_cast<std::uint32_t>(part.templates.size()));
            part.add_template(graph_->templates()[id.index()], graph_->body(id));
        }
        part.template_of.push_back(templates_[id.value]);
    }
}

}  // namespace atl::graph

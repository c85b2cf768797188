#include "atoll/translate/template_graph.hpp"

#include <algorithm>
#include <utility>

#include "translate/unroll/index_path.hpp"

namespace atl::translate {

TemplateGraph::TemplateGraph(graph::PhysicalGraph representatives,
                             std::vector<TemplateBlock> blocks,
                             std::vector<TemplateRelation> relations,
                             std::vector<graph::PortPair> port_pairs)
    : representatives_(std::move(representatives)),
      blocks_(std::move(blocks)),
      relations_(std::move(relations)),
      port_pairs_(std::move(port_pairs)),
      outgoing_(blocks_.size()),
      incoming_(blocks_.size())
{
    for (auto const& block : blocks_) {
        size_ += block.count;
    }
    for (std::uint32_t i = 0; i < relations_.size(); ++i) {
        outgoing_[relations_[i].from].push_back(i);
        incoming_[relations_[i].to].push_back(i);
    }
    // What a drop is told by events comes after its other predecessors, as in expand().
    for (auto& list : incoming_) {
        std::ranges::stable_partition(list, [this](std::uint32_t relation) {
            return relations_[relation].form != TemplateRelation::Form::from_events;
        });
    }
}

std::uint32_t TemplateGraph::block_of(DropId drop) const noexcept
{
    auto const after =
        std::ranges::upper_bound(blocks_, std::uint64_t{drop.value}, {}, &TemplateBlock::first);
    return static_cast<std::uint32_t>(after - blocks_.begin() - 1);
}

void TemplateGraph::append_oid(std::uint32_t block, std::uint64_t index, std::string& text) const
{
    auto const& about = blocks_[block];
    if (about.events_of == TemplateBlock::no_relation) {
        text += about.head;
        append_index_path(about.axes, index, '-', text);
        text += about.suffix;
        return;
    }
    auto const& relation = relations_[about.events_of];
    auto const [from, to] = relation.pairs.edge(index);
    append_oid(relation.from, from, text);
    text += '-';
    append_oid(relations_[outgoing_[block].front()].to, to, text);
    text += about.suffix;
}

std::string TemplateGraph::oid(DropId drop) const
{
    auto const block = block_of(drop);
    std::string text;
    append_oid(block, drop.value - blocks_[block].first, text);
    return text;
}

std::optional<DropId> TemplateGraph::find(std::string_view oid) const
{
    for (std::uint32_t block = 0; block < blocks_.size(); ++block) {
        if (auto const index = find_in(block, oid)) {
            return DropId{static_cast<std::uint32_t>(blocks_[block].first + *index)};
        }
    }
    return std::nullopt;
}

std::optional<std::uint64_t> TemplateGraph::find_in(std::uint32_t block, std::string_view oid) const
{
    auto const& about = blocks_[block];
    if (!oid.starts_with(about.head) || !oid.ends_with(about.suffix) ||
        oid.size() < about.head.size() + about.suffix.size()) {
        return std::nullopt;
    }
    oid.remove_prefix(about.head.size());
    oid.remove_suffix(about.suffix.size());
    if (about.events_of == TemplateBlock::no_relation) {
        return read_index_path(about.axes, oid);
    }
    auto const& relation = relations_[about.events_of];
    auto const to = relations_[outgoing_[block].front()].to;
    auto const between = oid.find("-" + blocks_[to].head);
    if (between == std::string_view::npos) {
        return std::nullopt;
    }
    auto const source = find_in(relation.from, oid.substr(0, between));
    auto const target = find_in(to, oid.substr(between + 1));
    std::optional<std::uint64_t> found;
    if (source && target) {
        relation.pairs.for_each_target(*source, [&](std::uint64_t t) {
            found = t == *target ? std::optional{relation.pairs.edge_number(*source, t)} : found;
        });
    }
    return found;
}

std::size_t TemplateGraph::longest_oid() const
{
    std::size_t longest = 1;
    std::string text;
    for (std::uint32_t block = 0; block < blocks_.size(); ++block) {
        // The last index of each axis has the most digits.
        text.clear();
        if (blocks_[block].events_of == TemplateBlock::no_relation) {
            append_oid(block, blocks_[block].count - 1, text);
        } else {
            auto const from = relations_[blocks_[block].events_of].from;
            auto const to = relations_[outgoing_[block].front()].to;
            append_oid(from, blocks_[from].count - 1, text);
            append_oid(to, blocks_[to].count - 1, text);
            text += '-' + blocks_[block].suffix;
        }
        longest = std::max(longest, text.size());
    }
    return longest;
}

std::uint64_t TemplateGraph::hash() const noexcept
{
    // The representatives' hash knows templates, oids and ports; what is left are the numbers.
    auto hash = representatives_.hash();
    auto const add = [&hash](std::uint64_t value) {
        hash = (hash ^ value) * 0x9e3779b97f4a7c15ULL;
        hash ^= hash >> 32U;
    };
    for (auto const& block : blocks_) {
        add(block.count);
        std::ranges::for_each(block.axes, add);
    }
    for (auto const& relation : relations_) {
        auto const& pairs = relation.pairs;
        for (auto const value : {std::uint64_t{relation.from},
                                 std::uint64_t{relation.to},
                                 static_cast<std::uint64_t>(relation.form),
                                 static_cast<std::uint64_t>(pairs.pattern),
                                 pairs.outer,
                                 pairs.sources,
                                 pairs.targets,
                                 pairs.size}) {
            add(value);
        }
    }
    return hash;
}

}  // namespace atl::translate

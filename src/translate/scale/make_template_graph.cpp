#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "atoll/graph/graph_builder.hpp"
#include "atoll/translate/template_graph.hpp"

#include "translate/scale/acyclic.hpp"
#include "translate/unroll/block_template.hpp"
#include "translate/unroll/drop_names.hpp"
#include "translate/unroll/place.hpp"

namespace atl::translate {
namespace {

using Form = TemplateRelation::Form;
using Pattern = BlockRelation::Pattern;

constexpr std::uint32_t no_block = TemplateBlock::no_relation;

/// Whether the first drops of both blocks are joined.
[[nodiscard]] bool joins_first_drops(BlockRelation const& relation)
{
    switch (relation.pattern) {
        case Pattern::all:
        case Pattern::pairwise:
        case Pattern::chunks:
        case Pattern::first_iteration:
        case Pattern::same_iteration:
            return true;
        case Pattern::table:
            return relation.key_of->front() == 0;
        case Pattern::next_iteration:
        case Pattern::last_iteration:
            return false;
    }
    return false;
}

/// Turns the plan of one graph into templates.
class TemplateGraphMaker {
  public:
    TemplateGraphMaker(graph::LogicalGraph const& graph,
                       UnrollPlan const& plan,
                       UnrollOptions const& options)
        : graph_(graph), plan_(plan), names_(graph, plan, options)
    {
    }

    [[nodiscard]] std::optional<TemplateGraph> make(Diagnostics& diagnostics)
    {
        Diagnostics problems;
        auto representatives = make_representatives(problems);
        bool const regular = !problems.has_errors() && merge_rules() &&
                             add_relations(representatives) &&
                             is_acyclic_by_rules(blocks_, relations_);
        if (regular || problems.has_errors()) {  // else expand() will say the same again
            std::ranges::for_each(problems.problems(),
                                  [&](Problem const& problem) { diagnostics.add(problem); });
        }
        if (!regular) {
            return std::nullopt;
        }
        return TemplateGraph{std::move(representatives),
                             std::move(blocks_),
                             std::move(relations_),
                             std::move(port_pairs_)};
    }

  private:
    /// The first drop of each block with those relations that join first drops: a part of the
    /// graph, so what is wrong with it is wrong with the graph.
    [[nodiscard]] graph::PhysicalGraph make_representatives(Diagnostics& problems)
    {
        graph::GraphBuilder builder;
        builder.set_graph_name(graph_.name);
        builder.set_reprodata(graph_.reprodata);
        for (std::uint32_t block = 0; block < plan_.blocks.size(); ++block) {
            add_block(block, builder, problems);
        }
        for (auto const& relation : plan_.relations) {
            if (joins_first_drops(relation)) {
                graph::Relation edge;
                edge.from = DropId{block_of_[relation.from]};
                edge.to = DropId{block_of_[relation.to]};
                edge.from_port = builder.add_port(relation.from_port);
                edge.to_port = builder.add_port(relation.to_port);
                builder.add_relation(edge);
            }
        }
        return builder.finish(problems, [&](DropId drop) {
            auto const oid = builder.oid(drop);
            return drop.index() < node_of_.size() ? place_of(graph_, node_of_[drop.index()], oid)
                                                  : fmt::format("drop '{}'", oid);
        });
    }

    void add_block(std::uint32_t number, graph::GraphBuilder& builder, Diagnostics& problems)
    {
        auto const& about = plan_.blocks[number];
        if (graph_.nodes[about.node].construct == graph::Construct::annotation) {
            block_of_.push_back(no_block);
            return;
        }
        block_of_.push_back(static_cast<std::uint32_t>(blocks_.size()));
        TemplateBlock block;
        block.drop_template = add_block_template(builder, graph_, about, problems);
        block.head = names_.head(number);
        block.suffix = about.group_data ? "-grp-data" : "";
        block.axes = about.axes;
        block.free_axis = free_axis(about);
        block.section = about.section;
        block.section_axes = about.section_axes;
        block.first = drops_;
        block.count = about.count;
        drops_ += about.count;
        std::string oid;
        names_.append_iid(number, 0, oid);
        builder.add_drop(block.drop_template, builder.add_head(block.head), oid + block.suffix);
        blocks_.push_back(std::move(block));
        node_of_.push_back(about.node);
    }

    /// Axes of loops, and of groups that do not repeat, do not part a block's work.
    [[nodiscard]] std::uint32_t free_axis(Block const& block) const
    {
        std::vector<graph::Construct> groups;
        for (auto group = graph_.nodes[block.node].parent; group != graph::LogicalNode::none;
             group = graph_.nodes[group].parent) {
            groups.push_back(graph_.nodes[group].construct);
        }
        std::ranges::reverse(groups);
        std::uint32_t axis = 0;
        while (axis < block.axes.size() &&
               (block.axes[axis] == 1 ||
                (axis < groups.size() && groups[axis] == graph::Construct::loop))) {
            ++axis;
        }
        return axis;
    }

    /// Rules that join the same drops become one, which keeps the first names of the ports. False:
    /// two rules join the same blocks in different ways.
    [[nodiscard]] bool merge_rules()
    {
        std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> known;
        for (auto const& relation : plan_.relations) {
            auto const [entry, is_new] =
                known.try_emplace({relation.from, relation.to}, rules_.size());
            if (is_new) {
                rules_.push_back(relation);
                continue;
            }
            auto& rule = rules_[entry->second];
            if (!rule.same_edges(relation)) {
                return false;
            }
            rule.from_port = rule.from_port.empty() ? relation.from_port : rule.from_port;
            rule.to_port = rule.to_port.empty() ? relation.to_port : rule.to_port;
        }
        return true;
    }

    /// False: a drop would have to be made of which there is no template.
    [[nodiscard]] bool add_relations(graph::PhysicalGraph const& representatives)
    {
        bool const has_events = representatives.size() > blocks_.size();
        for (auto& rule : rules_) {
            rule.index_keys();
            TemplateRelation relation;
            relation.from = block_of_[rule.from];
            relation.to = block_of_[rule.to];
            // What the class says: a node may be drawn as an app whose class is one of data.
            auto const from = representatives.drop_template(DropId{relation.from}).kind;
            auto const to = representatives.drop_template(DropId{relation.to}).kind;
            if (from == to && (from == DropKind::data || !has_events)) {
                return false;
            }
            if (from == to) {
                add_events(std::move(rule),
                           relation,
                           representatives.template_of(DropId{representatives.size() - 1}));
                continue;
            }
            relation.ports = from == DropKind::app ? add_ports(rule.from_port, rule.to_port)
                                                   : add_ports(rule.to_port, rule.from_port);
            relation.pairs = std::move(rule);
            relations_.push_back(std::move(relation));
        }
        return true;
    }

    void add_events(BlockRelation rule, TemplateRelation const& ends, TemplateId drop_template)
    {
        TemplateBlock events;
        events.drop_template = drop_template;
        events.suffix = "-event";
        events.first = drops_;
        events.count = rule.edges();
        events.axes = {events.count};
        events.events_of = static_cast<std::uint32_t>(relations_.size());
        drops_ += events.count;
        auto const block = static_cast<std::uint32_t>(blocks_.size());
        blocks_.push_back(std::move(events));
        auto const before = add_ports(rule.from_port, "");
        auto const after = add_ports(rule.to_port, "");
        relations_.push_back({ends.from, block, before, Form::into_events, rule});
        relations_.push_back({block, ends.to, after, Form::from_events, std::move(rule)});
    }

    [[nodiscard]] std::uint16_t add_ports(std::string const& app, std::string const& data)
    {
        auto const found = std::ranges::find_if(port_pairs_, [&](graph::PortPair const& pair) {
            return pair.app_port == app && pair.data_port == data;
        });
        if (found == port_pairs_.end()) {
            port_pairs_.push_back({app, data, false});
            return static_cast<std::uint16_t>(port_pairs_.size() - 1);
        }
        return static_cast<std::uint16_t>(found - port_pairs_.begin());
    }

    graph::LogicalGraph const& graph_;
    UnrollPlan const& plan_;
    DropNames names_;
    std::vector<std::uint32_t> block_of_;  // [plan.blocks] number here
    std::vector<TemplateBlock> blocks_;
    std::vector<std::uint32_t> node_of_;  // [blocks] but those of events
    std::vector<BlockRelation> rules_;
    std::vector<TemplateRelation> relations_;
    std::vector<graph::PortPair> port_pairs_;
    std::uint64_t drops_{0};
};

}  // namespace

std::optional<TemplateGraph> make_template_graph(graph::LogicalGraph const& graph,
                                                 UnrollPlan const& plan,
                                                 UnrollOptions const& options,
                                                 Diagnostics& diagnostics)
{
    return TemplateGraphMaker{graph, plan, options}.make(diagnostics);
}

}  // namespace atl::translate

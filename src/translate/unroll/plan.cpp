#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "atoll/translate/unroll.hpp"

#include "translate/unroll/place.hpp"
#include "translate/unroll/planner.hpp"
#include "translate/unroll/saturating.hpp"

namespace atl::translate {
namespace {

using graph::Construct;
using graph::LogicalLink;
using graph::LogicalNode;

constexpr std::uint32_t not_planned = LogicalNode::none;

/// Makes the plan of one graph.
class Planner {
  public:
    Planner(graph::LogicalGraph const& graph,
            UnrollOptions const& options,
            Diagnostics& diagnostics)
        : graph_(graph),
          options_(options),
          spaces_(graph, diagnostics),
          context_{graph, spaces_, diagnostics},
          block_of_(graph.nodes.size(), not_planned),
          data_block_of_(graph.nodes.size(), not_planned)
    {
    }

    [[nodiscard]] UnrollPlan run()
    {
        if (context_.diagnostics.has_errors()) {
            return std::move(plan_);
        }
        for (std::uint32_t node = 0; node < graph_.nodes.size(); ++node) {
            if (graph_.nodes[node].parent == LogicalNode::none) {
                add_blocks(node);
            }
        }
        check(plan_.drops, options_.max_drops, "drops");
        if (context_.diagnostics.has_errors()) {
            return std::move(plan_);
        }
        for (auto const& link : graph_.links) {
            if (seen_.emplace(link.from, link.to, link.from_port, link.to_port).second) {
                add_link(link);
            }
        }
        for (std::uint32_t node = 0; node < graph_.nodes.size(); ++node) {
            add_implied_links(node);
        }
        check(plan_.edges, options_.max_edges, "relations");
        return std::move(plan_);
    }

  private:
    /// Blocks of \p node and its members, in the order in which DALiuGE meets them.
    void add_blocks(std::uint32_t node)
    {
        auto const& about = graph_.nodes[node];
        if (about.construct == Construct::group_by) {
            block_of_[node] = add_block(node, spaces_.member_axes(node));
            data_block_of_[node] = add_block(node, spaces_.member_axes(node));
            auto& data = plan_.blocks.back();
            data.group_data = true;
            data.kind = DropKind::data;
            data.weight = group_weight(node);
        } else if (!about.is_group() && about.construct != Construct::start) {
            block_of_[node] = add_block(node, spaces_.axes(node));
        }
        for (auto const child : about.children) {
            add_blocks(child);
        }
    }

    [[nodiscard]] std::uint32_t add_block(std::uint32_t node, std::vector<Axis> const& axes)
    {
        Block block;
        block.node = node;
        block.kind = graph_.nodes[node].kind;
        block.weight = graph_.nodes[node].weight;
        block.count = size_of(axes, 0, axes.size());
        for (auto const& axis : axes) {
            block.axes.push_back(axis.size);
        }
        for (auto axis = axes.rbegin(); axis != axes.rend(); ++axis) {
            bool const own = axis->group == node;
            if (!own && graph_.nodes[axis->group].construct != Construct::loop) {
                break;
            }
            block.loop_axes += own ? 0 : 1;
        }
        block.section = section_of(node);
        if (block.section != LogicalNode::none) {
            block.section_axes = static_cast<std::uint32_t>(spaces_.axes(block.section).size());
        }
        block.first = plan_.drops;
        plan_.drops = saturating_sum(plan_.drops, block.count);
        plan_.blocks.push_back(std::move(block));
        return static_cast<std::uint32_t>(plan_.blocks.size() - 1);
    }

    /// The outermost exclusive force node that is \p node or around it, or none.
    [[nodiscard]] std::uint32_t section_of(std::uint32_t node) const
    {
        auto section = LogicalNode::none;
        for (; node != LogicalNode::none; node = graph_.nodes[node].parent) {
            section = graph_.nodes[node].category == "ExclusiveForceNode" ? node : section;
        }
        return section;
    }

    /// Volume of what one group of group-by \p node holds.
    [[nodiscard]] double group_weight(std::uint32_t node) const
    {
        auto const input = spaces_.first_input(node);
        if (input == LogicalNode::none) {
            return 1;
        }
        double width = 1;
        auto group = graph_.nodes[input].parent;
        while (group != LogicalNode::none && graph_.nodes[group].parent != LogicalNode::none) {
            group = graph_.nodes[group].parent;
            width *= static_cast<double>(spaces_.repeat(group));
        }
        return graph_.nodes[input].weight * width;
    }

    void add_link(LogicalLink const& link)
    {
        auto const from = graph_.nodes[link.from].construct;
        auto const to = graph_.nodes[link.to].construct;
        auto const carries_nothing = [](Construct construct) {
            return construct == Construct::start || construct == Construct::annotation;
        };
        if (carries_nothing(from) || carries_nothing(to)) {
            return;
        }
        if (from == Construct::gather) {
            gather_outputs_[link.from].push_back(link);
        } else if (to == Construct::gather) {
            gather_inputs_[link.to].push_back(link);
        } else if (to == Construct::group_by && block_of_[link.from] != not_planned) {
            add(link,
                relate_to_group_by(context_, link.from, link.to),
                source_block(link.from),
                block_of_[link.to]);
        } else if (source_block(link.from) == not_planned || block_of_[link.to] == not_planned) {
            context_.diagnostics.warning(
                place_of(graph_, link),
                "one of its ends is a construct without an application; the link has no effect",
                "give the construct an input application, or link its members");
        } else if (from == Construct::group_by) {
            add(link,
                relate_nested(spaces_.member_axes(link.from), spaces_.axes(link.to)),
                source_block(link.from),
                block_of_[link.to]);
        } else if (auto relation = relate_in_loops(context_, link)) {
            add(link, std::move(*relation), block_of_[link.from], block_of_[link.to]);
        } else {
            add(link, relate_by_nesting(context_, link), block_of_[link.from], block_of_[link.to]);
        }
    }

    /// Block from which links of \p node start: what a group-by groups, not its barrier.
    [[nodiscard]] std::uint32_t source_block(std::uint32_t node) const
    {
        return data_block_of_[node] != not_planned ? data_block_of_[node] : block_of_[node];
    }

    [[nodiscard]] std::vector<Axis> source_axes(std::uint32_t node) const
    {
        return data_block_of_[node] != not_planned ? spaces_.member_axes(node) : spaces_.axes(node);
    }

    void add(LogicalLink const& link,
             BlockRelation relation,
             std::uint32_t from_block,
             std::uint32_t to_block)
    {
        relation.from = from_block;
        relation.to = to_block;
        relation.from_port = link.from_port;
        relation.to_port = link.to_port;
        plan_.edges = saturating_sum(plan_.edges, relation.edges());
        plan_.relations.push_back(std::move(relation));
    }

    /// Links that constructs mean without drawing them.
    void add_implied_links(std::uint32_t node)
    {
        switch (graph_.nodes[node].construct) {
            case Construct::loop:
                close_loop(node);
                break;
            case Construct::gather:
                join_gather(node);
                break;
            case Construct::group_by:
                join_group_by(node);
                break;
            case Construct::drop:
            case Construct::processes:
            case Construct::scatter:
            case Construct::plain:
            case Construct::start:
            case Construct::annotation:
                break;
        }
    }

    /// The end of each iteration feeds the start of the next, unless a link already says so.
    void close_loop(std::uint32_t loop)
    {
        auto const starts = members(loop, &LogicalNode::group_start);
        std::vector<std::uint32_t> ends;
        for (auto const child : members(loop, &LogicalNode::group_end)) {
            if (!graph_.nodes[child].group_start) {
                ends.push_back(child);
            }
        }
        if (starts.empty() || ends.empty()) {
            context_.diagnostics.warning(
                place_of(graph_, loop),
                fmt::format("the loop has no {}; its iterations do not depend on each other",
                            starts.empty() ? "group start" : "group end"),
                "set 'group_start' of an app and 'group_end' of a data drop inside it");
        }
        for (auto const end : ends) {
            for (auto const start : starts) {
                if (!is_linked(end, start) && block_of_[end] != not_planned &&
                    block_of_[start] != not_planned) {
                    auto const link = implied_link(end, start);
                    add(link, *relate_in_loops(context_, link), block_of_[end], block_of_[start]);
                }
            }
        }
    }

    /// A link that a construct means: it names no ports.
    [[nodiscard]] LogicalLink implied_link(std::uint32_t from, std::uint32_t to) const
    {
        return {.from = from,
                .to = to,
                .from_port = graph_.nodes[from].last_output,
                .to_port = graph_.nodes[to].last_input};
    }

    [[nodiscard]] bool is_linked(std::uint32_t from, std::uint32_t to) const
    {
        return std::ranges::any_of(graph_.links, [&](LogicalLink const& link) {
            return link.from == from && link.to == to;
        });
    }

    /// Members of \p group with \p flag set that are drops.
    [[nodiscard]] std::vector<std::uint32_t> members(std::uint32_t group,
                                                     bool LogicalNode::*flag) const
    {
        std::vector<std::uint32_t> result;
        std::ranges::copy_if(graph_.nodes[group].children,
                             std::back_inserter(result),
                             [&](std::uint32_t child) { return graph_.nodes[child].*flag; });
        return result;
    }

    /// Members of \p group where it begins: its starts, else those that nothing is linked to.
    [[nodiscard]] std::vector<std::uint32_t> beginnings(std::uint32_t group) const
    {
        auto result = members(group, &LogicalNode::group_start);
        if (result.empty()) {
            std::ranges::copy_if(
                graph_.nodes[group].children, std::back_inserter(result), [&](std::uint32_t child) {
                    return spaces_.first_input(child) == LogicalNode::none;
                });
        }
        std::erase_if(result, [&](std::uint32_t child) { return block_of_[child] == not_planned; });
        return result;
    }

    /// What is gathered goes to the gather's app; without one, to what the gather is linked to.
    void join_gather(std::uint32_t gather)
    {
        std::vector<std::uint32_t> readers = beginnings(gather);
        readers.resize(std::min<std::size_t>(1, readers.size()));
        for (auto const& link : gather_outputs_[gather]) {
            if (block_of_[link.to] != not_planned) {
                readers.push_back(link.to);
            }
        }
        if (readers.empty() && !gather_inputs_[gather].empty()) {
            context_.diagnostics.warning(place_of(graph_, gather),
                                         "nothing reads what the gather collects",
                                         "give it an input application");
        }
        for (auto const& link : gather_inputs_[gather]) {
            for (auto const reader : readers) {
                join(link, gather, reader);
            }
        }
    }

    void join(LogicalLink const& link, std::uint32_t gather, std::uint32_t reader)
    {
        if (source_block(link.from) == not_planned) {
            return;
        }
        LogicalLink unnamed = link;
        unnamed.from_port.clear();
        unnamed.to_port.clear();
        add(unnamed,
            relate_to_gather(context_, source_axes(link.from), gather, spaces_.axes(reader)),
            source_block(link.from),
            block_of_[reader]);
    }

    void join_group_by(std::uint32_t node)
    {
        LogicalLink link{.from = node, .to = node, .from_port = "grpdata", .to_port = "grpdata"};
        auto const axes = spaces_.member_axes(node);
        add(link, relate_nested(axes, axes), block_of_[node], data_block_of_[node]);
        for (auto const child : beginnings(node)) {
            link = implied_link(node, child);
            add(link,
                relate_nested(axes, spaces_.axes(child)),
                data_block_of_[node],
                block_of_[child]);
        }
    }

    void check(std::uint64_t count, std::uint64_t limit, char const* what)
    {
        if (count > limit) {
            auto const largest = std::ranges::max_element(
                plan_.blocks, {}, [](auto const& block) { return block.count; });
            context_.diagnostics.error(
                place_of(graph_, largest->node),
                fmt::format("it unrolls to more than {} {}", limit, what),
                fmt::format(
                    "this node alone to {}; are the numbers of copies and iterations of the "
                    "groups around it as intended?",
                    largest->count));
        }
    }

    graph::LogicalGraph const& graph_;
    UnrollOptions const& options_;
    IndexSpaces spaces_;
    PlanContext context_;
    UnrollPlan plan_;
    std::vector<std::uint32_t> block_of_;       // [nodes]
    std::vector<std::uint32_t> data_block_of_;  // [nodes] group-by only
    std::set<std::tuple<std::uint32_t, std::uint32_t, std::string, std::string>> seen_;
    std::map<std::uint32_t, std::vector<LogicalLink>> gather_inputs_;
    std::map<std::uint32_t, std::vector<LogicalLink>> gather_outputs_;
};

}  // namespace

UnrollPlan plan_unroll(graph::LogicalGraph const& graph,
                       UnrollOptions const& options,
                       Diagnostics& diagnostics)
{
    return Planner{graph, options, diagnostics}.run();
}

}  // namespace atl::translate

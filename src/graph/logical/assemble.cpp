#include "graph/logical/assemble.hpp"

#include <array>
#include <string_view>
#include <unordered_map>

#include <fmt/format.h>

#include "atoll/core/suggest.hpp"

#include "graph/logical/attributes.hpp"
#include "graph/logical/categories.hpp"
#include "graph/logical/check_node.hpp"
#include "graph/logical/drop_body.hpp"
#include "graph/logical/multiplicity.hpp"
#include "graph/logical/port_name.hpp"

namespace atl::graph::logical {
namespace {

/// Deeper nesting is taken for a mistake.
constexpr std::size_t max_depth = 64;

[[nodiscard]] Construct construct_of(Json const& node)
{
    using Entry = std::pair<std::string_view, Construct>;
    constexpr std::array<Entry, 4> groups{{{"Scatter", Construct::scatter},
                                           {"Gather", Construct::gather},
                                           {"GroupBy", Construct::group_by},
                                           {"Loop", Construct::loop}}};
    auto const category = text_of(node, "category");
    if (node["isGroup"] == true || is_construct(category)) {
        for (auto const& [name, construct] : groups) {
            if (category == name) {
                return construct;
            }
        }
        return Construct::plain;
    }
    if (category == "Start" || is_annotation(category)) {
        return category == "Start" ? Construct::start : Construct::annotation;
    }
    return category == "Mpi" ? Construct::processes : Construct::drop;
}

/// Builds the model of one document.
class Assembly {
  public:
    Assembly(Document& document, LogicalGraphOptions const& options)
        : document_(document), options_(options)
    {
    }

    [[nodiscard]] LogicalGraph run()
    {
        for (auto const& node : document_.nodes()) {
            bool const shown = is_annotation(text_of(node, "category"));
            if (!shown || !text_of(node, "parentId").empty()) {
                add_node(node);
            } else {
                ignored_.emplace(text_of(node, "id"), &node);
            }
        }
        for (auto const* node : sources_) {
            set_parent(*node);
        }
        refuse_groups_in_themselves();
        refuse_deep_nesting();
        for (std::uint32_t i = 0; i < graph_.nodes.size(); ++i) {
            if (graph_.nodes[i].parent != LogicalNode::none) {
                graph_.nodes[graph_.nodes[i].parent].children.push_back(i);
            }
        }
        auto const& links = document_.links();
        for (std::size_t i = 0; i < links.size(); ++i) {
            add_link(links[i], i);
        }
        auto const& reprodata = member(document_.json, "reprodata");
        graph_.reprodata = reprodata.is_object() ? reprodata.dump() : "{}";
        return std::move(graph_);
    }

  private:
    void add_node(Json const& source)
    {
        LogicalNode node;
        node.id = text_of(source, "id");
        node.name = text_of(attribute(source, "name"));
        node.category = text_of(source, "category");
        node.construct = construct_of(source);
        node.group_start =
            is_true(attribute(source, {"group_start", "Group start", "Group Start"}));
        node.group_end = is_true(attribute(source, {"group_end", "Group end", "Group End"}));
        node.last_input = port_name(source, Json{}, PortSide::input);
        node.last_output = port_name(source, Json{}, PortSide::output);
        read_multiplicity(document_, source, node);
        check_node(document_, source, node);
        auto body = make_drop_body(source, options_);
        node.body = std::move(body.json);
        node.weight = body.weight;
        node.kind = body.kind;
        auto const [place, added] =
            index_.emplace(node.id, static_cast<std::uint32_t>(graph_.nodes.size()));
        if (!added) {
            document_.diagnostics->error(document_.place(source),
                                         fmt::format("two nodes have the id '{}'", node.id));
            return;
        }
        sources_.push_back(&source);
        graph_.nodes.push_back(std::move(node));
    }

    void set_parent(Json const& source)
    {
        auto const id = text_of(source, "parentId");
        if (id.empty()) {
            return;
        }
        auto const parent = index_.find(id);
        if (parent == index_.end() || !graph_.nodes[parent->second].is_group()) {
            document_.diagnostics->error(
                document_.place(source),
                fmt::format("its group '{}' {}",
                            id,
                            parent == index_.end() ? "does not exist" : "is not a group"),
                "'parentId' must be the id of a construct, for instance a Scatter");
            return;
        }
        graph_.nodes[index_.at(text_of(source, "id"))].parent = parent->second;
    }

    /// How the group of \p node comes to be inside \p node: "in 'a', which is in 'b'"; empty when
    /// it is not.
    [[nodiscard]] std::string way_back_to(std::uint32_t node) const
    {
        std::string way;
        auto group = graph_.nodes[node].parent;
        for (std::size_t steps = 0; steps < graph_.nodes.size() && group != LogicalNode::none;
             ++steps, group = graph_.nodes[group].parent) {
            way += fmt::format(
                "{}in '{}'", way.empty() ? "" : ", which is ", graph_.nodes[group].name);
            if (group == node) {
                return way;
            }
        }
        return {};
    }

    /// Takes each group that is inside itself out of its group.
    void refuse_groups_in_themselves()
    {
        for (std::uint32_t i = 0; i < graph_.nodes.size(); ++i) {
            if (auto const way = graph_.nodes[i].is_group() ? way_back_to(i) : std::string{};
                !way.empty()) {
                document_.diagnostics->error(document_.place(*sources_[i]),
                                             "it is inside itself: it is " + way,
                                             "change the 'parentId' of one of these groups");
                graph_.nodes[i].parent = LogicalNode::none;
            }
        }
    }

    void refuse_deep_nesting()
    {
        for (std::uint32_t i = 0; i < graph_.nodes.size(); ++i) {
            std::size_t depth = 0;
            auto group = graph_.nodes[i].parent;
            while (group != LogicalNode::none && depth <= max_depth) {
                group = graph_.nodes[group].parent;
                ++depth;
            }
            if (depth > max_depth) {
                document_.diagnostics->error(
                    document_.place(*sources_[i]),
                    fmt::format("it is inside more than {} groups", max_depth),
                    "take some of the groups away");
                graph_.nodes[i].parent = LogicalNode::none;
            }
        }
    }

    /// Index of the node at one end of link \p index, or none.
    [[nodiscard]] std::uint32_t link_end(Json const& link, char const* key, std::size_t index)
    {
        auto const id = text_of(link, key);
        if (auto const found = index_.find(id); found != index_.end()) {
            return found->second;
        }
        if (!ignored_.contains(id)) {
            std::vector<std::string_view> known;
            for (auto const& [name, place] : index_) {
                known.push_back(name);
            }
            document_.diagnostics->error(
                fmt::format("{}: /linkDataArray/{}", document_.source, index),
                fmt::format("the link's '{}' names node '{}', which does not exist", key, id),
                did_you_mean(id, known));
        }
        return LogicalNode::none;
    }

    void add_link(Json const& link, std::size_t index)
    {
        auto const from = link_end(link, "from", index);
        auto const to = link_end(link, "to", index);
        if (from == LogicalNode::none || to == LogicalNode::none) {
            return;
        }
        refuse_self_link(from, to, index);
        auto const& source = *sources_[from];
        auto const& target = *sources_[to];
        LogicalLink result{.from = from, .to = to, .from_port = {}, .to_port = {}};
        result.from_port = port_name(source, member(link, "fromPort"), PortSide::output);
        result.to_port = port_name(target, member(link, "toPort"), PortSide::input);
        warn_of_unknown_port(source, text_of(link, "fromPort"), result.from_port, index);
        warn_of_unknown_port(target, text_of(link, "toPort"), result.to_port, index);
        result.loop_aware = link["loop_aware"] == "1";
        graph_.links.push_back(std::move(result));
    }

    void warn_of_unknown_port(Json const& node,
                              std::string const& id,
                              std::string const& name,
                              std::size_t index)
    {
        if (name.empty() && id.size() > 1) {
            document_.diagnostics->warning(
                document_.place(node),
                fmt::format("link /linkDataArray/{} names its port '{}', which does not exist; "
                            "the link is kept without a name for it",
                            index,
                            id),
                "a port is a field whose 'usage' is InputPort, OutputPort or InputOutput");
        }
    }

    /// Only what both begins and ends the iterations of a loop may feed itself: the next one.
    void refuse_self_link(std::uint32_t from, std::uint32_t to, std::size_t index)
    {
        auto const& node = graph_.nodes[from];
        bool const next_iteration = node.group_start && node.group_end &&
                                    node.parent != LogicalNode::none &&
                                    graph_.nodes[node.parent].construct == Construct::loop;
        if (from == to && !next_iteration) {
            document_.diagnostics->error(
                document_.place(*sources_[from]),
                fmt::format("link /linkDataArray/{} joins it to itself", index),
                "no drop may wait for itself; inside a loop, 'group_end' feeds 'group_start'");
        }
    }

    Document& document_;
    LogicalGraphOptions const& options_;
    LogicalGraph graph_;
    std::vector<Json const*> sources_;  // [nodes] where each comes from
    std::unordered_map<std::string, std::uint32_t> index_;
    std::unordered_map<std::string, Json const*> ignored_;
};

}  // namespace

LogicalGraph assemble(Document& document, LogicalGraphOptions const& options)
{
    return Assembly{document, options}.run();
}

}  // namespace atl::graph::logical

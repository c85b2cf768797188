#pragma once

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "atoll/translate/unroll.hpp"

#include "translate/unroll/drop_names.hpp"

namespace atl::translate::testing {

/// Draws small logical graphs; the id of a node is its name.
class LogicalSample {
  public:
    LogicalSample() { graph.name = "sample"; }

    std::uint32_t add(std::string const& name,
                      graph::Construct construct,
                      std::uint64_t count = 1,
                      std::uint32_t parent = graph::LogicalNode::none)
    {
        graph::LogicalNode node;
        node.id = node.name = name;
        node.construct = construct;
        node.count = node.width = count;
        node.parent = parent;
        node.body = R"("name":")" + name + R"(","categoryType":"Data","category":"Memory")";
        graph.nodes.push_back(node);
        auto const index = static_cast<std::uint32_t>(graph.nodes.size() - 1);
        if (parent != graph::LogicalNode::none) {
            graph.nodes[parent].children.push_back(index);
        }
        return index;
    }

    std::uint32_t data(std::string const& name, std::uint32_t parent = graph::LogicalNode::none)
    {
        return add(name, graph::Construct::drop, 1, parent);
    }

    std::uint32_t app(std::string const& name, std::uint32_t parent = graph::LogicalNode::none)
    {
        auto const index = data(name, parent);
        graph.nodes[index].kind = DropKind::app;
        graph.nodes[index].body = R"("name":")" + name +
                                  R"(","categoryType":"Application","category":"DALiuGEApp",)"
                                  R"("dropclass":"dlg.apps.simple.SleepApp")";
        return index;
    }

    void link(std::uint32_t from, std::uint32_t to, bool loop_aware = false)
    {
        graph.links.push_back(
            {.from = from, .to = to, .from_port = {}, .to_port = {}, .loop_aware = loop_aware});
    }

    /// The plan; a test fails when it has errors.
    [[nodiscard]] UnrollPlan plan() const
    {
        Diagnostics diagnostics;
        auto result = plan_unroll(graph, {}, diagnostics);
        EXPECT_FALSE(diagnostics.has_errors()) << diagnostics.render();
        return result;
    }

    /// Every edge as "from > to", where a drop is its node's name, '_' and its indexes.
    [[nodiscard]] std::vector<std::string> edges() const
    {
        auto const planned = plan();
        DropNames const names{graph, planned, {.oid_prefix = "P"}};
        std::vector<std::string> result;
        for (auto const& relation : planned.relations) {
            relation.for_each([&](std::uint64_t s, std::uint64_t t) {
                std::string from;
                std::string to;
                names.append_oid(relation.from, s, from);
                names.append_oid(relation.to, t, to);
                result.push_back(from.substr(2) + " > " + to.substr(2));
            });
        }
        return result;
    }

    graph::LogicalGraph graph;
};

}  // namespace atl::translate::testing

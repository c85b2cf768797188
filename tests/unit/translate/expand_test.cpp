#include <algorithm>
#include <set>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "unit/translate/logical_samples.hpp"
#include "unit/translate/random_logical_graph.hpp"

namespace atl::translate {
namespace {

using graph::Construct;
using testing::LogicalSample;

graph::PhysicalGraph expanded(LogicalSample const& sample)
{
    Diagnostics diagnostics;
    auto graph = expand(sample.graph, sample.plan(), {.oid_prefix = "P"}, diagnostics);
    EXPECT_FALSE(diagnostics.has_errors()) << diagnostics.render();
    return graph;
}

TEST(Expand, makes_every_drop_with_its_identity)
{
    LogicalSample sample;
    auto const scatter = sample.add("S", Construct::scatter, 2);
    auto const data = sample.data("d", scatter);
    auto const app = sample.app("w", scatter);
    sample.link(data, app);
    auto const graph = expanded(sample);
    ASSERT_EQ(graph.size(), 4U);
    EXPECT_EQ(graph.oid(DropId{1}), "P_d_0-1");
    EXPECT_EQ(graph.iid(DropId{1}), "0-1");
    EXPECT_THAT(graph.successors(DropId{1}), ::testing::ElementsAre(DropId{3}));
}

TEST(Expand, a_cycle_is_told_with_the_node_that_was_drawn)
{
    LogicalSample sample;
    auto const a = sample.app("a");
    auto const d = sample.data("d");
    sample.link(a, d);
    sample.link(d, a);
    Diagnostics diagnostics;
    static_cast<void>(expand(sample.graph, sample.plan(), {.oid_prefix = "P"}, diagnostics));
    EXPECT_THAT(diagnostics.render(),
                ::testing::HasSubstr("node 'd' (id 'd'), drop 'P_d_0': cycle of 2 drops"));
}

TEST(Expand, leaves_out_annotations_of_groups)
{
    LogicalSample sample;
    auto const scatter = sample.add("S", Construct::scatter, 5);
    sample.add("note", Construct::annotation, 1, scatter);
    auto const data = sample.data("d", scatter);
    sample.link(data, sample.app("w", scatter));
    EXPECT_EQ(expanded(sample).size(), 10U);
}

TEST(Expand, joins_two_apps_through_an_event)
{
    LogicalSample sample;
    sample.link(sample.app("a"), sample.app("b"));
    auto const graph = expanded(sample);
    EXPECT_EQ(graph.size(), 3U);
}

TEST(Expand, a_cycle_in_the_drawing_is_an_error)
{
    LogicalSample sample;
    auto const app = sample.app("a");
    auto const data = sample.data("d");
    sample.link(app, data);
    sample.link(data, app);
    Diagnostics diagnostics;
    static_cast<void>(expand(sample.graph, sample.plan(), {}, diagnostics));
    EXPECT_TRUE(diagnostics.has_errors());
}

using Indexes = std::vector<std::uint64_t>;

/// Groups around \p node, the outermost first.
[[nodiscard]] std::vector<std::uint32_t> groups_around(graph::LogicalGraph const& graph,
                                                       std::uint32_t node)
{
    std::vector<std::uint32_t> groups;
    for (auto at = graph.nodes[node].parent; at != graph::LogicalNode::none;
         at = graph.nodes[at].parent) {
        groups.insert(groups.begin(), at);
    }
    return groups;
}

/// All that count from 0 in each of \p groups, one within the other.
[[nodiscard]] std::vector<Indexes> all_indexes(graph::LogicalGraph const& graph,
                                               std::vector<std::uint32_t> const& groups)
{
    std::vector<Indexes> all{{}};
    for (auto const group : groups) {
        std::vector<Indexes> longer;
        for (auto const& indexes : all) {
            for (std::uint64_t i = 0; i < graph.nodes[group].count; ++i) {
                longer.push_back(indexes);
                longer.back().push_back(i);
            }
        }
        all = std::move(longer);
    }
    return all;
}

[[nodiscard]] std::string drop_name(graph::LogicalGraph const& graph,
                                    std::uint32_t node,
                                    Indexes const& indexes)
{
    return fmt::format(
        "{}_0{}{}", graph.nodes[node].name, indexes.empty() ? "" : "-", fmt::join(indexes, "-"));
}

/// What a link between a node and one in no fewer of the same groups stands for: drops whose
/// common indexes are equal. Nothing when the groups are others.
[[nodiscard]] std::set<std::string> nested_edges(graph::LogicalGraph const& graph,
                                                 graph::LogicalLink const& link)
{
    auto const from = groups_around(graph, link.from);
    auto const to = groups_around(graph, link.to);
    auto const common = std::min(from.size(), to.size());
    std::set<std::string> edges;
    if (!std::equal(from.begin(), from.begin() + static_cast<std::ptrdiff_t>(common), to.begin())) {
        return edges;
    }
    for (auto const& indexes : all_indexes(graph, from.size() > to.size() ? from : to)) {
        auto const prefix = [&indexes](auto const& groups) {
            return Indexes{indexes.begin(),
                           indexes.begin() + static_cast<std::ptrdiff_t>(groups.size())};
        };
        edges.insert(fmt::format("{} > {}",
                                 drop_name(graph, link.from, prefix(from)),
                                 drop_name(graph, link.to, prefix(to))));
    }
    return edges;
}

/// The relations of \p sample between drops of \p from and \p to, an app and an app's event apart.
[[nodiscard]] std::set<std::string> edges_between(std::vector<std::string> const& edges,
                                                  std::string const& from,
                                                  std::string const& to)
{
    std::set<std::string> found;
    std::ranges::copy_if(edges, std::inserter(found, found.end()), [&](std::string const& edge) {
        return edge.starts_with(from + "_") && edge.find("> " + to + "_") != std::string::npos;
    });
    return found;
}

TEST(Expand, random_graphs_have_a_drop_for_each_copy_of_the_groups_around_a_node)
{
    for (unsigned seed = 0; seed < 200; ++seed) {
        auto const sample = testing::RandomLogicalGraph{seed}.sample();
        auto const& nodes = sample.graph.nodes;
        std::set<std::string> expected;
        for (std::uint32_t node = 0; node < nodes.size(); ++node) {
            if (nodes[node].construct == Construct::drop) {
                for (auto const& indexes :
                     all_indexes(sample.graph, groups_around(sample.graph, node))) {
                    expected.insert("P_" + drop_name(sample.graph, node, indexes));
                }
            }
        }
        Diagnostics diagnostics;
        auto const graph = expand(sample.graph, sample.plan(), {.oid_prefix = "P"}, diagnostics);
        std::set<std::string> made;
        for (std::uint32_t i = 0; i < graph.size(); ++i) {
            if (!graph.oid(DropId{i}).ends_with("-event")) {  // between two apps
                made.insert(graph.oid(DropId{i}));
            }
        }
        EXPECT_EQ(made, expected) << "seed " << seed;
    }
}

TEST(Expand, links_of_random_graphs_join_the_drops_whose_common_indexes_are_equal)
{
    std::size_t compared = 0;
    for (unsigned seed = 0; seed < 200; ++seed) {
        auto const sample = testing::RandomLogicalGraph{seed}.sample();
        auto const edges = sample.edges();
        for (auto const& link : sample.graph.links) {
            auto const expected = nested_edges(sample.graph, link);
            if (!expected.empty()) {
                EXPECT_EQ(edges_between(edges,
                                        sample.graph.nodes[link.from].name,
                                        sample.graph.nodes[link.to].name),
                          expected)
                    << "seed " << seed;
                compared += expected.size();
            }
        }
    }
    EXPECT_GT(compared, 1000U);
}

/// Whether every drop of \p graph can be reached when all that it needs come first.
[[nodiscard]] bool has_order(graph::PhysicalGraph const& graph)
{
    std::vector<std::size_t> waiting(graph.size());
    std::vector<DropId> ready;
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        waiting[i] = graph.predecessors(DropId{i}).size();
        if (waiting[i] == 0) {
            ready.emplace_back(i);
        }
    }
    std::size_t done = 0;
    for (; done < ready.size(); ++done) {
        for (auto const next : graph.successors(ready[done])) {
            if (--waiting[next.index()] == 0) {
                ready.push_back(next);
            }
        }
    }
    return done == graph.size();
}

TEST(Expand, a_random_graph_is_acyclic_or_told_to_have_a_cycle)
{
    unsigned acyclic = 0;
    for (unsigned seed = 0; seed < 200; ++seed) {
        auto const sample = testing::RandomLogicalGraph{seed}.sample();
        Diagnostics diagnostics;
        auto const graph = expand(sample.graph, sample.plan(), {.oid_prefix = "P"}, diagnostics);
        EXPECT_EQ(has_order(graph), !diagnostics.has_errors())
            << "seed " << seed << ": " << diagnostics.render();
        acyclic += diagnostics.has_errors() ? 0 : 1;
    }
    EXPECT_GT(acyclic, 100U);
}

}  // namespace
}  // namespace atl::translate

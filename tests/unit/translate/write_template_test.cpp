#include <utility>

#include <fmt/format.h>

#include "atoll/graph/read_graph.hpp"

#include "unit/translate/logical_samples.hpp"
#include "unit/translate/random_logical_graph.hpp"

namespace atl::translate {
namespace {

using graph::Construct;
using testing::LogicalSample;

std::string text_of(LogicalSample const& sample)
{
    std::string text;
    write_template(sample.graph, sample.plan(), {.oid_prefix = "P"}, [&](std::string_view piece) {
        text += piece;
    });
    return text;
}

TEST(WriteTemplate, writes_both_ends_of_a_relation_with_each_sides_port)
{
    LogicalSample sample;
    auto const app = sample.app("a");
    auto const data = sample.data("d");
    sample.graph.links.push_back(
        {.from = app, .to = data, .from_port = "out", .to_port = "io", .loop_aware = false});
    EXPECT_EQ(text_of(sample),
              R"([{"oid":"P_a_0","rank":[0],"loop_ctx":null,"iid":"0","name":"a",)"
              R"("categoryType":"Application","category":"DALiuGEApp",)"
              R"("dropclass":"dlg.apps.simple.SleepApp","outputs":[{"P_d_0":"out"}],)"
              R"("ports":[{"name":"out","oid":"P_d_0","direction":"output"}]},)"
              "\n"
              R"({"oid":"P_d_0","rank":[0],"loop_ctx":null,"iid":"0","name":"d",)"
              R"("categoryType":"Data","category":"Memory","producers":[{"P_a_0":"io"}],)"
              R"("ports":[{"name":"io","oid":"P_a_0","direction":"input"}],)"
              R"("port_map":{"io":"out"}},)"
              "\n{}]\n");
}

TEST(WriteTemplate, adds_what_there_is_to_say_of_drops_but_not_of_annotations)
{
    LogicalSample sample;
    sample.data("d");
    sample.add("why", Construct::annotation);
    sample.data("e", sample.add("S", Construct::scatter, 2));
    std::string text;
    write_template(
        sample.graph,
        sample.plan(),
        {},
        [&](std::string_view piece) { text += piece; },
        [](DropId drop, std::string& more) { more += fmt::format(R"(,"n":{})", drop.value); });
    auto const place = [&](std::string_view words) { return text.find(words); };
    EXPECT_LT(place(R"(,"n":0})"), place("why"));
    EXPECT_GT(place(R"(,"n":1})"), place(R"("oid":"1_e_0-0")"));
    EXPECT_GT(place(R"(,"n":2})"), place(R"("oid":"1_e_0-1")"));
    EXPECT_EQ(place(R"("n":3)"), std::string::npos);
}

TEST(WriteTemplate, tells_the_iteration_of_nested_loops)
{
    LogicalSample sample;
    auto const outer = sample.add("A", Construct::loop, 2);
    auto const inner = sample.add("B", Construct::loop, 2, outer);
    sample.data("d", inner);
    EXPECT_THAT(text_of(sample), ::testing::HasSubstr(R"("rank":[0,1,0],"loop_ctx":"1-0")"));
}

TEST(WriteTemplate, what_it_writes_reads_as_the_graph_that_is_expanded)
{
    LogicalSample sample;
    auto const scatter = sample.add("S", Construct::scatter, 7);
    auto const data = sample.data("d", scatter);
    auto const gather = sample.add("G", Construct::gather, 3);
    auto const app = sample.app("collect", gather);
    sample.graph.nodes[app].group_start = true;
    sample.link(data, gather);
    Diagnostics diagnostics;
    auto const direct = expand(sample.graph, sample.plan(), {.oid_prefix = "P"}, diagnostics);
    auto const read = graph::read_physical_graph(text_of(sample), "sample").graph;
    ASSERT_EQ(read.size(), direct.size());
    for (std::uint32_t i = 0; i < read.size(); ++i) {
        EXPECT_EQ(read.oid(DropId{i}), direct.oid(DropId{i}));
        EXPECT_TRUE(std::ranges::equal(read.successors(DropId{i}), direct.successors(DropId{i})));
    }
}

/// A random drawing whose links name a port of their own at each end.
[[nodiscard]] LogicalSample random_with_ports(unsigned seed)
{
    LogicalSample sample = testing::RandomLogicalGraph{seed}.sample();
    unsigned number = 0;
    for (auto& link : sample.graph.links) {
        link.from_port = fmt::format("from{}", number);
        link.to_port = fmt::format("to{}", number++);
    }
    return sample;
}

/// A drop, and all that its relations say at both ends.
[[nodiscard]] std::vector<std::string> ends_of(graph::PhysicalGraph const& graph, DropId drop)
{
    std::vector<std::string> ends;
    auto const add = [&](char direction, auto const& drops, auto const& ports) {
        for (std::size_t i = 0; i < drops.size(); ++i) {
            auto const& names = graph.port_pairs()[ports[i]];
            ends.push_back(fmt::format(
                "{} {} {} {}", direction, graph.oid(drops[i]), names.app_port, names.data_port));
        }
    };
    add('<', graph.predecessors(drop), graph.predecessor_ports(drop));
    add('>', graph.successors(drop), graph.successor_ports(drop));
    std::ranges::sort(ends);
    ends.push_back(fmt::format("{} {}", graph.oid(drop), graph.iid(drop)));
    return ends;
}

/// Those of all drops. Events between apps may be numbered otherwise.
[[nodiscard]] std::vector<std::vector<std::string>> all_ends(graph::PhysicalGraph const& graph)
{
    std::vector<std::vector<std::string>> all;
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        all.push_back(ends_of(graph, DropId{i}));
    }
    std::ranges::sort(all);
    return all;
}

/// The relations that \p text tells of, without what its lists called \p hidden say: "from > to".
[[nodiscard]] std::vector<std::string> relations_without(
    std::string text, std::initializer_list<std::string_view> hidden)
{
    for (auto const name : hidden) {
        auto const key = fmt::format(R"(,"{}":[)", name);
        for (auto at = text.find(key); at != std::string::npos; at = text.find(key, at)) {
            text.replace(at + 2, 1, "_");
        }
    }
    auto const graph = graph::read_physical_graph(text, "sample").graph;
    std::vector<std::string> relations;
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        for (auto const to : graph.successors(DropId{i})) {
            relations.push_back(fmt::format("{} > {}", graph.oid(DropId{i}), graph.oid(to)));
        }
    }
    std::ranges::sort(relations);
    return relations;
}

TEST(WriteTemplate, both_ends_of_every_relation_of_random_graphs_agree)
{
    std::size_t relations = 0;
    for (unsigned seed = 0; seed < 100; ++seed) {
        auto const text = text_of(random_with_ports(seed));
        auto const by_sources = relations_without(text, {"inputs", "producers"});
        EXPECT_EQ(by_sources, relations_without(text, {"outputs", "consumers"})) << seed;
        relations += by_sources.size();
    }
    EXPECT_GT(relations, 1000U);
}

TEST(WriteTemplate, random_graphs_read_as_they_are_expanded_and_unroll_to_the_same_text_again)
{
    for (unsigned seed = 0; seed < 100; ++seed) {
        auto const sample = random_with_ports(seed);
        Diagnostics diagnostics;
        auto const direct = expand(sample.graph, sample.plan(), {.oid_prefix = "P"}, diagnostics);
        auto const text = text_of(sample);
        EXPECT_EQ(text, text_of(sample)) << seed;
        auto const read = graph::read_physical_graph(text, "sample");
        EXPECT_EQ(read.diagnostics.has_errors(), diagnostics.has_errors()) << seed;
        EXPECT_EQ(all_ends(read.graph), all_ends(direct)) << seed;
    }
}

}  // namespace
}  // namespace atl::translate

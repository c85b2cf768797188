#include <gtest/gtest.h>

#include "atoll/translate/simulate.hpp"

#include "unit/translate/graph_samples.hpp"
#include "unit/translate/random_graph.hpp"

namespace atl::translate {
namespace {

/// Two apps, the second reads 100 bytes that the first writes.
[[nodiscard]] graph::PhysicalGraph pair()
{
    testing::GraphSample sample{2, 100};
    auto const first = sample.app();
    auto const data = sample.data();
    auto const second = sample.app();
    sample.link(first, data);
    sample.link(data, second);
    return sample.finish();
}

[[nodiscard]] std::vector<PartitionId> nodes(std::initializer_list<std::uint32_t> values)
{
    std::vector<PartitionId> result;
    for (auto const value : values) {
        result.emplace_back(value);
    }
    return result;
}

TEST(Simulator, apps_on_one_node_wait_for_each_other_only)
{
    auto const graph = pair();
    auto const run = Simulator{graph, {}}.run(nodes({0, 0, 0}));
    EXPECT_DOUBLE_EQ(run.makespan, 4);
    EXPECT_DOUBLE_EQ(run.bytes_moved, 0);
}

TEST(Simulator, content_for_another_node_takes_bandwidth_and_latency)
{
    auto const graph = pair();
    SimulatedCluster const cluster{.nodes = 2, .cores = 1, .bandwidth = 50, .latency = 0.5};
    auto const run = Simulator{graph, cluster}.run(nodes({0, 0, 1}));
    EXPECT_DOUBLE_EQ(run.makespan, 2 + 2 + 0.5 + 2);
    EXPECT_DOUBLE_EQ(run.bytes_moved, 100);
    EXPECT_EQ(run.transfers, 1U);
}

TEST(Simulator, what_a_node_reads_twice_is_sent_once)
{
    testing::GraphSample sample{1, 10};
    auto const writer = sample.app();
    auto const data = sample.data();
    sample.link(writer, data);
    sample.link(data, sample.app());
    sample.link(data, sample.app());
    auto const graph = sample.finish();
    auto const run = Simulator{graph, {.nodes = 2, .cores = 2}}.run(nodes({0, 0, 1, 1}));
    EXPECT_EQ(run.transfers, 1U);
    EXPECT_DOUBLE_EQ(run.bytes_moved, 10);
}

TEST(Simulator, no_more_apps_run_at_once_than_there_are_cores)
{
    auto const graph = testing::chains(5, 1);
    SimulatedCluster const cluster{.nodes = 1, .cores = 2};
    auto const run = Simulator{graph, cluster}.run(std::vector(graph.size(), PartitionId{0}));
    EXPECT_DOUBLE_EQ(run.makespan, 3);
    EXPECT_DOUBLE_EQ(run.utilisation(cluster), 5.0 / 6);
}

TEST(Simulator, the_longest_way_to_the_end_goes_first)
{
    testing::GraphSample sample;
    auto const start = sample.data();
    for (int i = 0; i < 3; ++i) {
        sample.link(start, sample.app());
    }
    auto last = start;
    for (int i = 0; i < 3; ++i) {
        auto const app = sample.app();
        auto const data = sample.data();
        sample.link(last, app);
        sample.link(app, data);
        last = data;
    }
    auto const graph = sample.finish();
    auto const run =
        Simulator{graph, {.nodes = 1, .cores = 2}}.run(std::vector(graph.size(), PartitionId{0}));
    EXPECT_DOUBLE_EQ(run.makespan, 3);
}

TEST(Simulator, an_app_takes_the_cores_that_it_asks_for)
{
    graph::GraphBuilder builder;
    graph::DropTemplate wide;
    wide.kind = DropKind::app;
    wide.num_cpus = 2;
    auto const id = builder.add_template(wide, R"({"n":1})", "wide");
    builder.add_drop(id, "x_0");
    builder.add_drop(id, "x_1");
    Diagnostics diagnostics;
    auto const graph = builder.finish(diagnostics);
    EXPECT_DOUBLE_EQ(Simulator(graph, {.nodes = 1, .cores = 3}).run(nodes({0, 0})).makespan, 2);
    EXPECT_DOUBLE_EQ(Simulator(graph, {.nodes = 1, .cores = 1}).run(nodes({0, 0})).makespan, 2);
}

TEST(Simulator, never_ends_before_the_lower_bound)
{
    for (std::uint32_t seed = 0; seed < 30; ++seed) {
        auto const graph = testing::random_layers(5, 9, seed);
        SimulatedCluster const cluster{.nodes = 3, .cores = 2};
        std::vector<PartitionId> node_of;
        for (std::uint32_t i = 0; i < graph.size(); ++i) {
            node_of.emplace_back((i + seed) % cluster.nodes);
        }
        auto const run = Simulator{graph, cluster}.run(node_of);
        EXPECT_GE(run.makespan, makespan_bound(graph, cluster) * (1 - 1e-9)) << seed;
    }
}

}  // namespace
}  // namespace atl::translate

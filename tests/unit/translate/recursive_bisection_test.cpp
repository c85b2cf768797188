#include "translate/partition/recursive_bisection.hpp"

#include <algorithm>
#include <map>
#include <random>

#include <gmock/gmock.h>

namespace atl::translate {
namespace {

/// Vertices of \p weights, each joined to the one before and to the first.
[[nodiscard]] WeightedGraph star_path(std::vector<std::int32_t> weights)
{
    auto const count = static_cast<std::int32_t>(weights.size());
    std::vector<std::vector<std::int32_t>> neighbours(weights.size());
    for (std::int32_t v = 1; v < count; ++v) {
        neighbours[static_cast<std::size_t>(v)].push_back(0);
        neighbours[0].push_back(v);
        if (v > 1) {
            neighbours[static_cast<std::size_t>(v)].push_back(v - 1);
            neighbours[static_cast<std::size_t>(v - 1)].push_back(v);
        }
    }
    WeightedGraph graph;
    graph.vertex_weight = std::move(weights);
    for (auto const& row : neighbours) {
        graph.neighbours.insert(graph.neighbours.end(), row.begin(), row.end());
        graph.edge_weight.insert(graph.edge_weight.end(), row.size(), 1);
        graph.offsets.push_back(static_cast<std::int32_t>(graph.neighbours.size()));
    }
    return graph;
}

[[nodiscard]] std::map<std::uint32_t, std::int64_t> loads(WeightedGraph const& graph,
                                                          std::vector<std::uint32_t> const& part)
{
    std::map<std::uint32_t, std::int64_t> result;
    for (std::uint32_t v = 0; v < graph.vertices(); ++v) {
        result[part[v]] += graph.vertex_weight[v];
    }
    return result;
}

TEST(RecursiveBisection, equal_vertices_make_equal_parts)
{
    auto const graph = star_path(std::vector<std::int32_t>(60, 1));
    for (std::uint32_t const parts : {2U, 3U, 5U, 6U}) {
        auto const found = loads(graph, recursive_bisection(graph, {.partitions = parts}));
        EXPECT_EQ(found.size(), parts);
        for (auto const& [part, load] : found) {
            EXPECT_NEAR(static_cast<double>(load), 60.0 / parts, 2) << parts;
        }
    }
}

TEST(RecursiveBisection, what_outweighs_a_part_is_alone)
{
    auto const graph = star_path({100, 1, 1, 1, 1, 1, 1});
    auto const part = recursive_bisection(graph, {.partitions = 3});
    EXPECT_EQ(std::ranges::count(part, part[0]), 1);
    EXPECT_EQ(loads(graph, part).size(), 3U);
}

TEST(RecursiveBisection, no_part_is_empty_and_metis_says_nothing)
{
    ::testing::internal::CaptureStdout();
    for (unsigned seed = 0; seed < 200; ++seed) {
        std::mt19937 random{seed};
        std::vector<std::int32_t> weights(5 + random() % 30);
        std::ranges::generate(weights,
                              [&] { return static_cast<std::int32_t>(1U << random() % 16); });
        auto const graph = star_path(weights);
        auto const parts = static_cast<std::uint32_t>(2 + random() % (weights.size() - 1));
        auto const found =
            loads(graph, recursive_bisection(graph, {.partitions = parts, .seed = seed}));
        EXPECT_EQ(found.size(), parts) << "seed " << seed;
        EXPECT_LT(found.rbegin()->first, parts) << "seed " << seed;
    }
    EXPECT_EQ(::testing::internal::GetCapturedStdout(), "");
}

}  // namespace
}  // namespace atl::translate

#include "translate/partition/metis_call.hpp"

#include <gmock/gmock.h>

namespace atl::translate {
namespace {

/// A path of \p vertices of weight 1.
[[nodiscard]] WeightedGraph path(std::int32_t vertices)
{
    WeightedGraph graph;
    for (std::int32_t v = 0; v < vertices; ++v) {
        for (auto const other : {v - 1, v + 1}) {
            if (other >= 0 && other < vertices) {
                graph.neighbours.push_back(other);
                graph.edge_weight.push_back(1);
            }
        }
        graph.offsets.push_back(static_cast<std::int32_t>(graph.neighbours.size()));
        graph.vertex_weight.push_back(1);
    }
    return graph;
}

TEST(MetisCall, parts_have_the_shares_that_were_asked_for)
{
    auto const part = call_metis(path(40), {.shares = {0.25F, 0.75F}});
    ASSERT_TRUE(part);
    EXPECT_NEAR(static_cast<double>(std::ranges::count(*part, 0U)), 10, 1);
}

TEST(MetisCall, both_schemes_cut_a_path_once_for_each_part_but_one)
{
    for (auto const scheme : {CutScheme::k_way, CutScheme::recursive_bisection}) {
        auto const part = call_metis(path(400), {.scheme = scheme, .parts = 4});
        ASSERT_TRUE(part);
        int cuts = 0;
        for (std::size_t v = 0; v + 1 < part->size(); ++v) {
            cuts += (*part)[v] != (*part)[v + 1] ? 1 : 0;
        }
        EXPECT_EQ(cuts, 3);
    }
}

}  // namespace
}  // namespace atl::translate

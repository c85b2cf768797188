#include "translate/shape/topological_order.hpp"

#include <gtest/gtest.h>

#include "unit/translate/random_graph.hpp"

namespace atl::translate {
namespace {

TEST(TopologicalOrder, every_drop_comes_once_and_after_its_predecessors)
{
    auto const graph = testing::random_layers(6, 7, 1);
    auto const order = topological_order(graph);
    ASSERT_EQ(order.size(), graph.size());
    std::vector<std::uint32_t> place(graph.size(), graph.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        place[order[i].index()] = i;
    }
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        for (auto const before : graph.predecessors(DropId{i})) {
            EXPECT_LT(place[before.index()], place[i]);
        }
    }
}

}  // namespace
}  // namespace atl::translate

#include "runtime/restored_states.hpp"

#include <gmock/gmock.h>

#include "atoll/core/error.hpp"
#include "atoll/graph/read_graph.hpp"

#include "support/drops/graph_text.hpp"

namespace atl::runtime {
namespace {

using ::testing::ElementsAre;

graph::Part part_of(graph::PhysicalGraph const& graph, RankId rank)
{
    return graph::split_graph(graph, {RankId{1}, RankId{2}, RankId{2}}, 3)[rank.index()];
}

graph::PhysicalGraph three_drops()
{
    test::GraphText text;
    text.data("a", "memory.InMemoryDROP").data("c", "memory.InMemoryDROP");
    text.app("b", "simple.SleepApp", {{"a", "x"}}, {{"c", "x"}});
    return graph::read_physical_graph(text.json(), "test").graph;
}

TEST(RestoredStates, reach_each_rank_for_its_own_drops_and_ghosts)
{
    auto const graph = three_drops();
    RestoredDrop const a{DropState::completed};
    RestoredDrop const c{DropState::initialized};
    RestoredDrop const b{DropState::not_run, 2};
    auto const body = encode_restored(std::vector{a, c, b});
    EXPECT_THAT(decode_restored(body, part_of(graph, RankId{2})), ElementsAre(c, b, a));
    EXPECT_THAT(decode_restored(body, part_of(graph, RankId{1})), ElementsAre(a, b));
}

TEST(RestoredStates, take_no_room_for_neighbours_that_are_alike)
{
    std::vector<RestoredDrop> const many(1'000'000, RestoredDrop{DropState::completed});
    EXPECT_LT(encode_restored(many).size(), 32U);
}

TEST(RestoredStates, of_another_graph_are_refused)
{
    auto const body = encode_restored(std::vector{RestoredDrop{}});
    EXPECT_THROW(static_cast<void>(decode_restored(body, part_of(three_drops(), RankId{2}))),
                 Error);
}

}  // namespace
}  // namespace atl::runtime

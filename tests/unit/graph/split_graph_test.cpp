#include "atoll/graph/part.hpp"

#include "graph_text.hpp"

namespace atl::graph {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// d0 -> a1 -> d2 -> {a3, a4, a5}; drops 0-2 on rank 1, a3 and a4 on rank 2, a5 on rank 0.
class SplitGraphTest : public ::testing::Test {
  protected:
    PhysicalGraph const graph = read(fmt::format("[{},{},{},{},{},{}]",
                                                 data("k_0", R"(,"consumers":[{"k_1":"in"}])"),
                                                 app("k_1", R"(,"outputs":[{"k_2":"out"}])"),
                                                 data("k_2", R"(,"consumers":["k_3","k_4","k_5"])"),
                                                 app("k_3"),
                                                 app("k_4"),
                                                 app("k_5")))
                                    .graph;
    Placement const placement{RankId{1}, RankId{1}, RankId{1}, RankId{2}, RankId{2}, RankId{0}};
    std::vector<Part> const parts = split_graph(graph, placement, 4);
};

TEST_F(SplitGraphTest, gives_every_rank_its_drops_in_ascending_order_and_then_ghosts)
{
    EXPECT_EQ(parts[1].owned, 3U);
    EXPECT_THAT(parts[1].global,
                ElementsAre(DropId{0}, DropId{1}, DropId{2}, DropId{3}, DropId{4}, DropId{5}));
    EXPECT_THAT(parts[1].ghost_rank, ElementsAre(2U, 2U, 0U));
    EXPECT_THAT(parts[2].global, ElementsAre(DropId{3}, DropId{4}, DropId{2}));
    EXPECT_EQ(parts[3].size(), 0U);
}

TEST_F(SplitGraphTest, tells_an_owner_each_rank_that_waits_for_a_drop_once)
{
    auto const& part = parts[1];
    EXPECT_THAT(part.remote_offsets, ElementsAre(0U, 0U, 0U, 2U));
    EXPECT_THAT(part.remotes, ElementsAre(RemoteTarget{0, 1}, RemoteTarget{2, 2}));
    EXPECT_THAT(parts[2].remotes, IsEmpty());
}

TEST_F(SplitGraphTest, lists_owned_successors_of_owned_drops_and_of_ghosts)
{
    EXPECT_THAT(parts[1].successors, ElementsAre(1U, 2U));
    EXPECT_THAT(parts[1].successor_offsets, ElementsAre(0U, 1U, 2U, 2U, 2U, 2U, 2U));
    EXPECT_THAT(parts[2].successors, ElementsAre(0U, 1U));
    EXPECT_THAT(parts[2].successor_offsets, ElementsAre(0U, 0U, 0U, 2U));
}

TEST_F(SplitGraphTest, keeps_all_inputs_and_outputs_with_their_ports)
{
    auto const& part = parts[1];
    EXPECT_THAT(part.outputs, ElementsAre(1U, 2U, 3U, 4U, 5U));
    EXPECT_THAT(part.output_offsets, ElementsAre(0U, 1U, 2U, 5U));
    EXPECT_EQ(part.port_pairs[part.output_ports[0]].data_port, "in");
    EXPECT_EQ(part.port_pairs[part.output_ports[1]].app_port, "out");
    EXPECT_THAT(parts[2].inputs, ElementsAre(2U, 2U));
}

TEST_F(SplitGraphTest, keeps_identities_and_templates_of_what_it_holds)
{
    auto const& part = parts[2];
    EXPECT_EQ(part.oid(0), "k_3");
    EXPECT_EQ(part.oid(2), "k_2");
    EXPECT_EQ(part.iid(1), "4");
    EXPECT_EQ(part.drop_template(0).component, Component::copy_app);
    EXPECT_EQ(part.body(part.template_of[2]), graph.body(graph.template_of(DropId{2})));
}

TEST_F(SplitGraphTest, orders_drops_by_their_distance_to_the_end)
{
    EXPECT_THAT(parts[1].priority, ElementsAre(255, 255, 127));
    EXPECT_THAT(parts[0].priority, ElementsAre(127));
}

}  // namespace
}  // namespace atl::graph

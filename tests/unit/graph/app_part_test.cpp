#include "atoll/graph/app_part.hpp"

#include <gmock/gmock.h>

#include "graph_text.hpp"

namespace atl::graph {
namespace {

using namespace testing;
using ::testing::ElementsAre;

/// k_0 -> k_1 -> k_2 -> k_3 -> k_4 on one rank; k_1 and k_3 are apps.
Part whole()
{
    auto const graph =
        read("[" + data("k_0", R"(,"consumers":[{"k_1":"in"}])") + "," + app("k_1") + "," +
             data("k_2", R"(,"producers":[{"k_1":"out"}],"consumers":["k_3"])") + "," + app("k_3") +
             "," + data("k_4", R"(,"producers":["k_3"])") + "]")
            .graph;
    return std::move(split_graph(graph, Placement(graph.size(), RankId{0}), 1)[0]);
}

TEST(AppPart, owns_the_app_alone)
{
    auto const part = app_part(whole(), 1);
    EXPECT_EQ(part.owned, 1U);
    EXPECT_THAT(part.global, ElementsAre(DropId{1}, DropId{0}, DropId{2}));
    EXPECT_EQ(part.oid(0), "k_1");
}

TEST(AppPart, has_the_neighbours_as_ghosts)
{
    auto const part = app_part(whole(), 1);
    EXPECT_THAT(part.inputs, ElementsAre(1U));
    EXPECT_THAT(part.outputs, ElementsAre(2U));
    EXPECT_EQ(part.ghost_rank.size(), 2U);
    EXPECT_EQ(part.oid(1), "k_0");
    EXPECT_EQ(part.oid(2), "k_2");
    EXPECT_THAT(part.successors, ElementsAre(0U));
    EXPECT_THAT(part.successor_offsets, ElementsAre(0U, 0U, 1U, 1U));
}

TEST(AppPart, keeps_templates_and_ports)
{
    auto const from = whole();
    auto const part = app_part(from, 1);
    EXPECT_EQ(part.body(part.template_of[0]), from.body(from.template_of[1]));
    EXPECT_EQ(part.port_pairs[part.input_ports[0]].data_port,
              from.port_pairs[from.input_ports[from.input_offsets[1]]].data_port);
}

TEST(AppPart, travels_as_bytes)
{
    auto const part = app_part(whole(), 3);
    EXPECT_EQ(write_part(read_part(write_part(part))), write_part(part));
}

}  // namespace
}  // namespace atl::graph

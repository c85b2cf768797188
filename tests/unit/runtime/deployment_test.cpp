#include "runtime/deployment.hpp"

#include <string>

#include <gmock/gmock.h>

#include "atoll/core/error.hpp"
#include "atoll/runtime/session_graph.hpp"

#include "support/runtime/session_of_ranks.hpp"

namespace atl::runtime {
namespace {

/// A scatter whose members read one data drop and are gathered; a loop beside it.
std::string drawing_of(int copies)
{
    return R"({"nodeDataArray":[
  {"id":"S","name":"S","category":"Scatter","isGroup":true,
   "fields":[{"name":"num_of_copies","value":)" +
           std::to_string(copies) + R"(,"type":"Integer"}]},
  {"id":"hello","name":"hello","category":"DALiuGEApp","categoryType":"Application","fields":[
   {"name":"dropclass","value":"dlg.apps.simple.HelloWorldApp","type":"String"},
   {"name":"greet","value":"all","type":"String"}]},
  {"id":"seed","name":"seed","category":"Memory","categoryType":"Data","fields":[]},
  {"id":"copy","name":"copy","category":"DALiuGEApp","categoryType":"Application","parentId":"S",
   "fields":[{"name":"dropclass","value":"dlg.apps.simple.CopyApp","type":"String"}]},
  {"id":"d","name":"d","category":"Memory","categoryType":"Data","parentId":"S","fields":[]},
  {"id":"wait","name":"wait","category":"DALiuGEApp","categoryType":"Application","fields":[
   {"name":"dropclass","value":"dlg.apps.simple.NullBarrierApp","type":"String"}]},
  {"id":"after","name":"after","category":"DALiuGEApp","categoryType":"Application","fields":[
   {"name":"dropclass","value":"dlg.apps.simple.NullBarrierApp","type":"String"}]}],
  "linkDataArray":[{"from":"hello","to":"seed"},{"from":"seed","to":"copy"},
   {"from":"copy","to":"d"},{"from":"d","to":"wait"},{"from":"wait","to":"after"}]})";
}

translate::GraphRecipe recipe(int copies)
{
    return {drawing_of(copies), "drawn.graph", {}, {}};
}

SessionGraph by_templates(int copies)
{
    SessionGraph graph;
    graph.recipe = recipe(copies);
    graph.templates = std::make_shared<translate::TemplateGraph>(
        translate::follow_recipe(graph.recipe, graph.diagnostics).value());
    return graph;
}

SessionGraph by_drops(int copies)
{
    SessionGraph graph;
    auto const logical = graph::read_logical_graph(drawing_of(copies), "drawn.graph");
    auto const plan = translate::plan_unroll(logical.graph, {}, graph.diagnostics);
    graph.drops = translate::expand(logical.graph, plan, {}, graph.diagnostics);
    return graph;
}

TEST(Deployment, every_rank_makes_its_part_of_a_recipe)
{
    auto const graph = by_templates(6);
    auto const ownership = translate::cut_outermost(*graph.templates, {{RankId{1}, RankId{2}}});
    auto const body = encode_recipe({.wall_ns = 7}, graph.recipe, ownership);
    auto const first = decode_deployment(body, RankId{1}, 3);
    auto const second = decode_deployment(body, RankId{2}, 3);
    EXPECT_EQ(first.start.wall_ns, 7);
    EXPECT_EQ(first.part.owned + second.part.owned, graph.templates->size());
    EXPECT_EQ(second.part.oid(0), "1_copy_0-3");
}

TEST(Deployment, a_part_travels_as_it_is)
{
    auto const read = graph::read_physical_graph(R"([{"oid":"x","categoryType":"Data"}])", "test");
    auto const part = graph::split_graph(read.graph, graph::Placement(1), 1).front();
    auto const back = decode_deployment(encode_part({.wall_ns = 3}, part), RankId{0}, 1);
    EXPECT_EQ(back.start.wall_ns, 3);
    EXPECT_EQ(back.part.oid(0), "x");
}

TEST(Deployment, another_message_is_refused)
{
    comm::Body const nothing(9);
    EXPECT_THROW(static_cast<void>(decode_deployment(nothing, RankId{1}, 2)), Error);
}

class BothWays : public ::testing::TestWithParam<std::uint32_t> {};

TEST_P(BothWays, a_session_by_templates_ends_as_one_by_drops)
{
    atl::test::SessionOfRanks templates{[] { return by_templates(9); }};
    atl::test::SessionOfRanks drops{[] { return by_drops(9); }};
    EXPECT_EQ(templates.run(GetParam()), ExitStatus::success);
    EXPECT_EQ(drops.run(GetParam()), ExitStatus::success);
    EXPECT_EQ(templates.status().drops, drops.status().drops);
    EXPECT_EQ(templates.status().total, drops.status().total);
}

INSTANTIATE_TEST_SUITE_P(Ranks, BothWays, ::testing::Values(1, 2, 3, 4));

}  // namespace
}  // namespace atl::runtime

#include "runtime/placement.hpp"

#include <gmock/gmock.h>

#include "atoll/graph/graph_builder.hpp"

namespace atl::runtime {
namespace {

using graph::Component;

/// Two branches that share output `c`: p -> a, c; q -> c, b; and a copy app that is no branch.
class PlacementTest : public ::testing::Test {
  protected:
    Diagnostics problems;
    graph::GraphBuilder builder;
    TemplateId data = add(Component::memory_data, DropKind::data);
    TemplateId branch = add(Component::simple_branch_app, DropKind::app);
    TemplateId copy = add(Component::copy_app, DropKind::app);

    TemplateId add(Component component, DropKind kind)
    {
        graph::DropTemplate properties;
        properties.component = component;
        properties.kind = kind;
        return builder.add_template(properties, "{}", "t");
    }
    void link(DropId from, DropId to)
    {
        builder.add_relation({.from = from, .to = to, .from_port = {}, .to_port = {}});
    }
};

TEST_F(PlacementTest, outputs_follow_their_branch)
{
    auto const p = builder.add_drop(branch, "p_0");
    auto const a = builder.add_drop(data, "a_0");
    auto const b = builder.add_drop(data, "b_0");
    link(p, a);
    link(p, b);
    auto const graph = builder.finish(problems);
    graph::Placement placement{RankId{1}, RankId{2}, RankId{1}};
    keep_branches_together(graph, placement);
    EXPECT_THAT(placement, testing::Each(RankId{1}));
}

TEST_F(PlacementTest, branches_that_share_an_output_share_a_rank)
{
    auto const p = builder.add_drop(branch, "p_0");
    auto const q = builder.add_drop(branch, "q_0");
    auto const a = builder.add_drop(data, "a_0");
    auto const c = builder.add_drop(data, "c_0");
    auto const b = builder.add_drop(data, "b_0");
    link(p, a);
    link(p, c);
    link(q, c);
    link(q, b);
    auto const graph = builder.finish(problems);
    graph::Placement placement{RankId{1}, RankId{2}, RankId{3}, RankId{1}, RankId{2}};
    keep_branches_together(graph, placement);
    EXPECT_THAT(placement, testing::Each(RankId{1}));
}

TEST_F(PlacementTest, other_drops_stay_where_they_are)
{
    auto const p = builder.add_drop(copy, "p_0");
    auto const a = builder.add_drop(data, "a_0");
    auto const b = builder.add_drop(data, "b_0");
    link(p, a);
    link(p, b);
    auto const graph = builder.finish(problems);
    graph::Placement placement{RankId{1}, RankId{2}, RankId{3}};
    auto const before = placement;
    keep_branches_together(graph, placement);
    EXPECT_EQ(placement, before);
}

TEST_F(PlacementTest, who_passes_a_stream_on_shares_a_rank)
{
    auto const p = builder.add_drop(copy, "p_0");
    auto const a = builder.add_drop(data, "a_0");
    auto const q = builder.add_drop(copy, "q_0");
    auto const b = builder.add_drop(data, "b_0");
    auto const r = builder.add_drop(copy, "r_0");
    link(p, a);
    builder.add_relation({.from = a, .to = q, .from_port = {}, .to_port = {}, .streaming = true});
    link(q, b);
    link(b, r);
    auto const graph = builder.finish(problems);
    graph::Placement placement{RankId{1}, RankId{2}, RankId{3}, RankId{4}, RankId{5}};
    keep_streams_together(graph, placement);
    EXPECT_THAT(placement,
                testing::ElementsAre(RankId{2}, RankId{2}, RankId{2}, RankId{4}, RankId{5}));
}

}  // namespace
}  // namespace atl::runtime

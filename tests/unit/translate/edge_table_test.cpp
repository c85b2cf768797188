#include "translate/unroll/edge_table.hpp"

#include "unit/translate/logical_samples.hpp"

namespace atl::translate {
namespace {

using graph::Construct;

TEST(EdgeTable, both_ends_agree_on_every_edge)
{
    testing::LogicalSample sample;
    auto const scatter = sample.add("S", Construct::scatter, 4);
    auto const source = sample.app("a");
    auto const data = sample.data("d", scatter);
    auto const sink = sample.app("b");
    sample.link(source, data);
    sample.link(data, sink);
    auto const plan = sample.plan();
    EdgeTable const edges{plan};
    std::size_t found = 0;
    for (std::uint32_t drop = 0; drop < plan.drops; ++drop) {
        for (auto const& end : edges.outgoing(drop)) {
            EXPECT_TRUE(std::ranges::any_of(edges.incoming(end.drop), [&](EdgeEnd const& back) {
                return back.drop == drop && back.relation == end.relation;
            }));
            ++found;
        }
    }
    EXPECT_EQ(found, plan.edges);
}

}  // namespace
}  // namespace atl::translate

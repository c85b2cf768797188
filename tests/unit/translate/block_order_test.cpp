#include "translate/unroll/block_order.hpp"

#include "unit/translate/logical_samples.hpp"

namespace atl::translate {
namespace {

using graph::Construct;
using testing::LogicalSample;

TEST(BlockOrder, a_drawing_without_loops_has_one)
{
    LogicalSample sample;
    auto const app = sample.app("a", sample.add("S", Construct::scatter, 3));
    auto const data = sample.data("d");
    sample.link(data, app);
    sample.link(app, sample.data("e"));
    EXPECT_TRUE(has_block_order(sample.plan()));
}

TEST(BlockOrder, a_circle_has_none)
{
    LogicalSample sample;
    auto const app = sample.app("a");
    auto const data = sample.data("d");
    sample.link(app, data);
    sample.link(data, app);
    EXPECT_FALSE(has_block_order(sample.plan()));
}

}  // namespace
}  // namespace atl::translate

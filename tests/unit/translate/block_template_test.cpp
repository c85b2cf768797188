#include "translate/unroll/block_template.hpp"

#include "unit/translate/logical_samples.hpp"

namespace atl::translate {
namespace {

TEST(BlockTemplate, is_what_the_node_says)
{
    testing::LogicalSample sample;
    sample.app("a");
    graph::GraphBuilder builder;
    Diagnostics diagnostics;
    auto const id =
        add_block_template(builder, sample.graph, sample.plan().blocks.front(), diagnostics);
    EXPECT_EQ(builder.drop_template(id).kind, DropKind::app);
    EXPECT_FALSE(diagnostics.has_errors());
}

}  // namespace
}  // namespace atl::translate

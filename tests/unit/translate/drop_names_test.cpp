#include "unit/translate/logical_samples.hpp"

namespace atl::translate {
namespace {

using graph::Construct;

TEST(DropNames, write_the_index_path_outermost_first)
{
    testing::LogicalSample sample;
    auto const outer = sample.add("A", Construct::scatter, 2);
    auto const inner = sample.add("B", Construct::scatter, 10, outer);
    sample.data("d", inner);
    auto const plan = sample.plan();
    DropNames const names{sample.graph, plan, {.oid_prefix = "x"}};
    std::string oid;
    names.append_oid(0, 13, oid);
    EXPECT_EQ(oid, "x_d_0-1-3");
    std::string rank;
    names.append_rank(0, 13, rank);
    EXPECT_EQ(rank, "0,1,3");
    EXPECT_EQ(names.head(0), "x_d_");
}

TEST(DropNames, escape_what_json_cannot_hold)
{
    testing::LogicalSample sample;
    sample.data("a\"b");
    auto const plan = sample.plan();
    DropNames const names{sample.graph, plan, {.oid_prefix = "x"}};
    std::string oid;
    names.append_oid(0, 0, oid);
    EXPECT_EQ(oid, "x_a\\\"b_0");
}

}  // namespace
}  // namespace atl::translate

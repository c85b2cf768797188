#include "translate/unroll/index_paths.hpp"

#include <gtest/gtest.h>

namespace atl::translate {
namespace {

TEST(IndexPaths, every_index_has_its_own_path_in_any_order)
{
    UnrollPlan plan;
    plan.blocks.resize(3);
    plan.blocks[0].axes = {3, 4};
    plan.blocks[1].axes = {12};
    plan.blocks[2].axes = {3, 4};
    IndexPaths paths{plan};
    for (std::uint64_t const index : {0, 5, 1, 5, 11, 0}) {
        auto const expected = "0-" + std::to_string(index / 4) + "-" + std::to_string(index % 4);
        EXPECT_EQ(paths.path(0, index), expected);
        EXPECT_EQ(paths.path(2, index), expected);
        EXPECT_EQ(paths.path(1, index), "0-" + std::to_string(index));
    }
}

}  // namespace
}  // namespace atl::translate

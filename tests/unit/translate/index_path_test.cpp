#include "translate/unroll/index_path.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace atl::translate {
namespace {

std::string path(std::vector<std::uint64_t> const& axes, std::uint64_t index)
{
    std::string text;
    append_index_path(axes, index, '-', text);
    return text;
}

TEST(IndexPath, is_0_outside_all_groups)
{
    EXPECT_EQ(path({}, 0), "0");
}

TEST(IndexPath, the_last_axis_runs_fastest)
{
    EXPECT_EQ(path({2, 3}, 0), "0-0-0");
    EXPECT_EQ(path({2, 3}, 2), "0-0-2");
    EXPECT_EQ(path({2, 3}, 5), "0-1-2");
}

}  // namespace
}  // namespace atl::translate

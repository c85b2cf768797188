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

TEST(IndexPath, reads_back_what_it_writes)
{
    std::vector<std::uint64_t> const axes{3, 11};
    for (std::uint64_t index = 0; index < 33; ++index) {
        EXPECT_EQ(read_index_path(axes, path(axes, index)), index);
    }
    EXPECT_EQ(read_index_path({}, "0"), 0U);
}

TEST(IndexPath, what_is_no_path_of_these_axes_is_none)
{
    std::vector<std::uint64_t> const axes{3, 11};
    for (auto const* const text :
         {"", "0", "0-1", "0-3-0", "0-1-11", "0-1-2-3", "0-1-", "0-1-x", "0-01-2", "1-1-2"}) {
        EXPECT_EQ(read_index_path(axes, text), std::nullopt) << text;
    }
}

}  // namespace
}  // namespace atl::translate

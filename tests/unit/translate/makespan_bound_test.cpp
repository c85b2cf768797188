#include <gtest/gtest.h>

#include "atoll/translate/simulate.hpp"

#include "unit/translate/graph_samples.hpp"

namespace atl::translate {
namespace {

/// One app, \p width apps that follow it, and one that follows them all; a second each.
[[nodiscard]] graph::PhysicalGraph fork_join(std::uint32_t width)
{
    testing::GraphSample sample;
    auto const first = sample.app();
    auto const given = sample.data();
    sample.link(first, given);
    auto const last = sample.app();
    for (std::uint32_t i = 0; i < width; ++i) {
        auto const app = sample.app();
        auto const data = sample.data();
        sample.link(given, app);
        sample.link(app, data);
        sample.link(data, last);
    }
    return sample.finish();
}

TEST(MakespanBound, is_the_critical_path_when_cores_abound)
{
    EXPECT_DOUBLE_EQ(makespan_bound(testing::chains(3, 5), {.nodes = 3, .cores = 4}), 5);
}

TEST(MakespanBound, is_the_work_by_the_cores_when_apps_are_independent)
{
    EXPECT_DOUBLE_EQ(makespan_bound(testing::chains(12, 1), {.nodes = 2, .cores = 2}), 3);
}

TEST(MakespanBound, counts_equal_apps_in_whole_turns)
{
    EXPECT_DOUBLE_EQ(makespan_bound(testing::chains(5, 1), {.nodes = 2, .cores = 2}), 2);
}

TEST(MakespanBound, adds_what_must_come_before_and_after_the_wide_middle)
{
    EXPECT_DOUBLE_EQ(makespan_bound(fork_join(8), {.nodes = 2, .cores = 2}), 4);
}

TEST(MakespanBound, of_a_graph_without_apps_is_nothing)
{
    testing::GraphSample sample;
    sample.data();
    EXPECT_DOUBLE_EQ(makespan_bound(sample.finish(), {}), 0);
}

}  // namespace
}  // namespace atl::translate

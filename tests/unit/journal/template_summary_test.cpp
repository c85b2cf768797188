#include "atoll/journal/template_summary.hpp"

#include <gtest/gtest.h>

namespace atl::journal {
namespace {

TEST(TemplateSummary, SumsOverTheDropsOfEachTemplate)
{
    SessionSnapshot snapshot;
    snapshot.drops.resize(3);
    snapshot.drops[0].state = DropState::finished;
    snapshot.drops[0].start = 1;
    snapshot.drops[0].end = 3;
    snapshot.drops[1].state = DropState::error;
    snapshot.drops[1].start = 1;
    snapshot.drops[1].end = 6;
    snapshot.drops[1].lost_tries = 2;
    auto const sums =
        summarize(snapshot, 2, [](DropId drop) { return TemplateId{drop.value / 2}; });
    ASSERT_EQ(sums.size(), 2U);
    EXPECT_EQ(sums[0].drops(), 2U);
    EXPECT_EQ(sums[0].states[static_cast<std::size_t>(DropState::error)], 1U);
    EXPECT_DOUBLE_EQ(sums[0].run_seconds, 7);
    EXPECT_DOUBLE_EQ(sums[0].longest_seconds, 5);
    EXPECT_EQ(sums[0].lost_tries, 2U);
    EXPECT_EQ(sums[1].drops(), 1U);
}

}  // namespace
}  // namespace atl::journal

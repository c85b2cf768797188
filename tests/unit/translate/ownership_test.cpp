#include "atoll/translate/ownership.hpp"

#include <gmock/gmock.h>

namespace atl::translate {
namespace {

using Run = Ownership::Run;

Ownership two_blocks()
{
    return Ownership{{{{0, RankId{1}}, {5, RankId{2}}}, {{0, RankId{2}}, {2, RankId{1}}}}, {8, 3}};
}

TEST(Ownership, a_run_reaches_up_to_the_next)
{
    auto const ownership = two_blocks();
    EXPECT_EQ(ownership.of(0, 4), RankId{1});
    EXPECT_EQ(ownership.of(0, 5), RankId{2});
    EXPECT_EQ(ownership.of(0, 7), RankId{2});
}

TEST(Ownership, pieces_are_in_the_order_of_the_drops)
{
    auto const pieces = two_blocks().pieces(RankId{1});
    ASSERT_EQ(pieces.size(), 2U);
    EXPECT_EQ(pieces[0].block, 0U);
    EXPECT_EQ(pieces[0].indexes, (IndexRange{0, 5}));
    EXPECT_EQ(pieces[1].block, 1U);
    EXPECT_EQ(pieces[1].indexes, (IndexRange{2, 3}));
}

}  // namespace
}  // namespace atl::translate

#include "drops/lifespans.hpp"

#include <gmock/gmock.h>

namespace atl::drops {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::int64_t ms = 1'000'000;

TEST(LifespansTest, names_each_drop_once_when_its_time_has_passed)
{
    Lifespans lifespans;
    lifespans.begin(7, 20 * ms);
    lifespans.begin(8, 10 * ms);
    EXPECT_THAT(lifespans.passed(100 * ms), IsEmpty());
    EXPECT_THAT(lifespans.passed(110 * ms), ElementsAre(8));
    EXPECT_THAT(lifespans.passed(130 * ms), ElementsAre(7));
    EXPECT_THAT(lifespans.passed(999 * ms), IsEmpty());
}

TEST(LifespansTest, what_was_claimed_is_neither_named_nor_claimed_again)
{
    Lifespans lifespans;
    lifespans.begin(7, 0);
    EXPECT_TRUE(lifespans.claim(7));
    EXPECT_FALSE(lifespans.claim(7));
    EXPECT_THAT(lifespans.passed(0), IsEmpty());
}

TEST(LifespansTest, the_last_reader_of_an_old_drop_claims_it)
{
    Lifespans lifespans;
    std::atomic<std::uint32_t> readers{1};
    lifespans.begin(7, 0);
    EXPECT_THAT(lifespans.passed(0), ElementsAre(7));
    EXPECT_FALSE(lifespans.claim_unread(7, readers));
    EXPECT_TRUE(lifespans.claim_overdue(7));
    EXPECT_FALSE(lifespans.claim_overdue(7));
}

TEST(LifespansTest, the_last_reader_of_a_young_drop_does_not)
{
    Lifespans lifespans;
    lifespans.begin(7, 10 * ms);
    EXPECT_FALSE(lifespans.claim_overdue(7));
    EXPECT_TRUE(lifespans.claim_unread(7, std::atomic<std::uint32_t>{0}));
}

TEST(LifespansTest, a_drop_can_be_put_off)
{
    Lifespans lifespans;
    lifespans.begin(7, 0);
    EXPECT_THAT(lifespans.passed(0), ElementsAre(7));
    lifespans.again(7);
    EXPECT_THAT(lifespans.passed(0), ElementsAre(7));
}

TEST(LifespansTest, a_lifespan_beyond_the_clock_never_ends)
{
    Lifespans lifespans;
    lifespans.begin(7, std::numeric_limits<std::int64_t>::max());
    EXPECT_THAT(lifespans.passed(1), IsEmpty());
    EXPECT_THAT(lifespans.passed(std::numeric_limits<std::int64_t>::max() - 1), IsEmpty());
}

}  // namespace
}  // namespace atl::drops

#include "translate/partition/balance_only.hpp"

#include <gmock/gmock.h>

namespace atl::translate {
namespace {

using ::testing::ElementsAre;

TEST(BalanceOnly, the_heaviest_come_first_and_the_lightest_part_is_next)
{
    std::vector<std::int32_t> const weights{1, 5, 3, 3};
    EXPECT_THAT(balance_only(weights, 2), ElementsAre(0U, 0U, 1U, 1U));
}

TEST(BalanceOnly, one_part_takes_everything)
{
    std::vector<std::int32_t> const weights{1, 5};
    EXPECT_THAT(balance_only(weights, 1), ElementsAre(0U, 0U));
}

}  // namespace
}  // namespace atl::translate

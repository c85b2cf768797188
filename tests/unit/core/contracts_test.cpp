#include "atoll/core/contracts.hpp"

#include <gtest/gtest.h>

namespace atl {
namespace {

TEST(ContractDeathTest, names_the_promise_and_its_place_and_aborts)
{
    EXPECT_DEATH(contracts::fail("invariant", "count > 0", "engine.cpp", 12),
                 "invariant 'count > 0' does not hold \\(engine.cpp:12\\)");
}

TEST(ContractDeathTest, is_checked_in_debug_builds_only)
{
    EXPECT_DEBUG_DEATH(ATOLL_EXPECT(1 > 2), "precondition '1 > 2'");
}

}  // namespace
}  // namespace atl

#include "app/restart_policy.hpp"

#include <gtest/gtest.h>

namespace atl::app {
namespace {

TEST(RestartPolicy, gives_up_after_so_many_restarts_in_vain)
{
    RestartPolicy policy{3};
    EXPECT_TRUE(policy.try_again(0));
    EXPECT_TRUE(policy.try_again(0));
    EXPECT_TRUE(policy.try_again(0));
    EXPECT_FALSE(policy.try_again(0));
}

TEST(RestartPolicy, counts_anew_when_drops_were_done)
{
    RestartPolicy policy{1};
    EXPECT_TRUE(policy.try_again(5));
    EXPECT_TRUE(policy.try_again(6));
    EXPECT_FALSE(policy.try_again(6));
}

TEST(RestartPolicy, takes_drops_that_are_done_again_for_no_progress)
{
    RestartPolicy policy{1};
    EXPECT_TRUE(policy.try_again(10));
    EXPECT_FALSE(policy.try_again(4));
}

TEST(RestartPolicy, of_none_never_restarts)
{
    EXPECT_FALSE(RestartPolicy{0}.try_again(7));
}

}  // namespace
}  // namespace atl::app

#include "drops/apps/nap.hpp"

#include <gtest/gtest.h>

#include "support/drops/fake_app_context.hpp"

namespace atl::drops {
namespace {

TEST(Nap, of_no_length_ends_at_once)
{
    test::FakeAppContext const context;
    EXPECT_TRUE(sleep_for(0, context));
    EXPECT_TRUE(sleep_for(-1, context));
}

TEST(Nap, ends_when_the_session_is_cancelled)
{
    test::FakeAppContext context;
    context.cancel();
    EXPECT_FALSE(sleep_for(1e300, context));
}

}  // namespace
}  // namespace atl::drops

#include "atoll/translate/branching.hpp"

#include <gtest/gtest.h>

namespace atl::translate {
namespace {

TEST(Branching, only_apps_that_decide_may_branch)
{
    graph::DropTemplate drop;
    drop.component = graph::Component::simple_branch_app;
    EXPECT_TRUE(may_branch(drop));
    drop.component = graph::Component::sleep_app;
    EXPECT_FALSE(may_branch(drop));
}

}  // namespace
}  // namespace atl::translate

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/drops/app_runner.hpp"

namespace atl::drops {
namespace {

using test::failure_of;
using test::FakeAppContext;

TEST(Copy, joins_all_inputs_in_every_output)
{
    for (auto const* const app : {"dlg.apps.simple.CopyApp", "dlg.apps.simple.GenericGatherApp"}) {
        FakeAppContext context;
        context.add_input("one ");
        context.add_input("two");
        auto& first = context.add_output();
        auto& second = context.add_output();
        EXPECT_EQ(failure_of(context, app), "");
        EXPECT_EQ(first.content(), "one two");
        EXPECT_EQ(second.content(), "one two");
    }
}

}  // namespace
}  // namespace atl::drops

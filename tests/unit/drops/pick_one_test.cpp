#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/drops/app_runner.hpp"

namespace atl::drops {
namespace {

using test::failure_of;
using test::FakeAppContext;
using test::pickled;
using test::unpickled;
using ::testing::HasSubstr;

TEST(PickOne, the_rest_goes_to_the_drop_of_that_name)
{
    FakeAppContext context;
    context.add_input(pickled("[5, 6, 7]"));
    auto& first = context.add_output();
    auto& rest = context.add_output().named("rest_array");
    EXPECT_EQ(failure_of(context, "dlg.apps.simple.PickOne"), "");
    EXPECT_EQ(unpickled(first.content()), "5");
    EXPECT_EQ(unpickled(rest.content()), "[6, 7]");
}

TEST(PickOne, nothing_is_none)
{
    FakeAppContext context;
    context.add_input(pickled("[]"));
    auto& first = context.add_output();
    EXPECT_EQ(failure_of(context, "dlg.apps.simple.PickOne"), "");
    EXPECT_EQ(unpickled(first.content()), "None");
}

TEST(PickOne, needs_a_list_or_an_array)
{
    FakeAppContext context;
    EXPECT_THAT(failure_of(context, "dlg.apps.simple.PickOne"), HasSubstr("no input"));
    context.add_input(pickled("'text'"));
    EXPECT_THAT(failure_of(context, "dlg.apps.simple.PickOne"), HasSubstr("'in' holds a str"));
}

}  // namespace
}  // namespace atl::drops

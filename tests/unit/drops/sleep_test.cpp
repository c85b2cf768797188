#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/drops/app_runner.hpp"

namespace atl::drops {
namespace {

using test::failure_of;
using test::FakeAppContext;
using test::pickled;
using ::testing::HasSubstr;

TEST(Sleep, what_is_no_number_is_no_time)
{
    FakeAppContext context;
    EXPECT_EQ(failure_of(context, "dlg.apps.simple.SleepApp", R"("sleep_time": "soon")"), "");
}

TEST(Sleep, time_that_arrives_by_port_wins)
{
    FakeAppContext context;
    context.add_input(pickled("0"), "sleep_time");
    EXPECT_EQ(failure_of(context, "dlg.apps.simple.SleepApp", R"("sleep_time": 1000)"), "");
}

TEST(Sleep, time_that_cannot_be_read_is_none)
{
    FakeAppContext context;
    context.add_input("no pickle", "sleep_time");
    EXPECT_EQ(failure_of(context, "dlg.apps.simple.SleepApp", R"("sleep_time": 1000)"), "");
}

TEST(Sleep, ends_when_the_session_is_cancelled)
{
    FakeAppContext context;
    context.cancel();
    EXPECT_THAT(failure_of(context, "dlg.apps.simple.SleepApp", R"("sleep_time": 1000)"),
                HasSubstr("cancelled"));
}

TEST(Sleep, the_other_kind_copies_afterwards)
{
    FakeAppContext context;
    context.add_input("content");
    auto& output = context.add_output();
    EXPECT_EQ(failure_of(context, "dlg.apps.simple.SleepAndCopyApp"), "");
    EXPECT_EQ(output.content(), "content");
}

}  // namespace
}  // namespace atl::drops

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/drops/app_runner.hpp"

namespace atl::drops {
namespace {

using test::failure_of;
using test::FakeAppContext;
using ::testing::HasSubstr;

TEST(ListAppend, writes_the_square_of_its_size)
{
    FakeAppContext context;
    auto& output = context.add_output();
    auto const* const app = "dlg.apps.simple.ListAppendThrashingApp";
    EXPECT_EQ(failure_of(context, app, R"("size": 3)"), "");
    EXPECT_EQ(read_pickle(test::bytes_of(output.content())).as_sequence()->size(), 9U);
    EXPECT_THAT(failure_of(context, app, R"("size": -3)"), HasSubstr("parameter 'size' is -3"));
}

}  // namespace
}  // namespace atl::drops

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

TEST(Scatter, gives_each_output_its_piece)
{
    FakeAppContext context;
    context.add_input(pickled("[1, 2, 3]"));
    auto& first = context.add_output();
    auto& second = context.add_output();
    auto const* const app = "dlg.apps.simple.GenericScatterApp";
    EXPECT_EQ(failure_of(context, app, R"("num_of_copies": 2)"), "");
    EXPECT_EQ(unpickled(first.content()) + unpickled(second.content()), "[1, 2][3]");
    EXPECT_EQ(failure_of(context, app, R"("num_of_copies": 2, "element": true)"), "");
    EXPECT_EQ(unpickled(first.content()) + unpickled(second.content()), "13");
}

TEST(Scatter, tells_when_pieces_and_outputs_do_not_fit)
{
    FakeAppContext context;
    context.add_input(pickled("[1]"));
    context.add_output();
    auto const* const app = "dlg.apps.simple.GenericScatterApp";
    EXPECT_THAT(failure_of(context, app, R"("num_of_copies": 2)"), HasSubstr("has 1 outputs"));
    context.add_output();
    EXPECT_THAT(failure_of(context, app, R"("num_of_copies": 2, "element": 1)"),
                HasSubstr("there is no element for output 1"));
}

TEST(Scatter, a_single_value_cannot_be_cut_up)
{
    FakeAppContext context;
    context.add_input(pickled("'text'"));
    context.add_output();
    EXPECT_THAT(failure_of(context, "dlg.apps.simple.GenericScatterApp"), HasSubstr("cut up"));
}

}  // namespace
}  // namespace atl::drops

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/drops/app_runner.hpp"

namespace atl::drops {
namespace {

using test::failure_of;
using test::FakeAppContext;
using test::pickled;
using test::unpickled;

TEST(DictGather, joins_arguments_and_inputs_by_their_names)
{
    FakeAppContext context;
    context.add_input(pickled("[1, 2]")).named("rates");
    auto& output = context.add_output();
    EXPECT_EQ(failure_of(context, "dlg.apps.simple.DictGatherApp", R"("applicationArgs": {
                  "value_dict": {"value": {"old": 0}}, "colour": {"value": "red"},
                  "port": {"value": "", "usage": "InputPort"}})"),
              "");
    EXPECT_EQ(unpickled(output.content()), "{'old': 0, 'colour': 'red', 'rates': [1, 2]}");
}

}  // namespace
}  // namespace atl::drops

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/drops/app_runner.hpp"

namespace atl::drops {
namespace {

using test::failure_of;
using test::FakeAppContext;
using test::pickled;
using test::unpickled;

TEST(ArrayGather, lists_the_values_of_its_inputs_and_raw_bytes_of_others)
{
    FakeAppContext context;
    context.add_input(pickled("[1, 2]"));
    context.add_input("no pickle");
    context.add_input("x").missing();
    auto& output = context.add_output();
    EXPECT_EQ(failure_of(context, "dlg.apps.simple.ArrayGatherApp"), "");
    EXPECT_EQ(unpickled(output.content()), "[[1, 2], b'no pickle']");
}

}  // namespace
}  // namespace atl::drops

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/drops/app_runner.hpp"

namespace atl::drops {
namespace {

using test::failure_of;
using test::FakeAppContext;
using ::testing::HasSubstr;

TEST(NpyScatter, cuts_each_input_along_its_own_axis)
{
    FakeAppContext context;
    context.add_input(encode("npy", parse_literal("[[1, 2], [3, 4]]")));
    context.add_input(encode("npy", parse_literal("[[5, 6], [7, 8]]")));
    std::vector<test::FakeOutput*> outputs;
    for (int index = 0; index < 4; ++index) {
        outputs.push_back(&context.add_output());
    }
    EXPECT_EQ(failure_of(context,
                         "dlg.apps.simple.GenericNpyScatterApp",
                         R"("num_of_copies": 2, "scatter_axes": "[0, 1]")"),
              "");
    std::string all;
    for (auto const* const output : outputs) {
        all += repr(decode("npy", test::bytes_of(output->content())));
    }
    EXPECT_EQ(all, "[[1, 2]][[3, 4]][[5], [7]][[6], [8]]");
}

TEST(NpyScatter, tells_when_pieces_and_outputs_do_not_fit)
{
    FakeAppContext context;
    context.add_input(encode("npy", parse_literal("[1, 2]")));
    context.add_output();
    EXPECT_THAT(
        failure_of(context, "dlg.apps.simple.GenericNpyScatterApp", R"("num_of_copies": 2)"),
        HasSubstr("do not fit into 1 outputs"));
}

}  // namespace
}  // namespace atl::drops

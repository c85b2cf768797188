#include "drops/apps/content.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/drops/app_runner.hpp"

namespace atl::drops {
namespace {

using test::FakeAppContext;

TEST(Content, is_shared_by_all_outputs)
{
    FakeAppContext context;
    auto& first = context.add_output();
    auto& second = context.add_output();
    put_to_all(context, "text");
    EXPECT_EQ(first.content(), "text");
    EXPECT_EQ(second.content(), "text");
    EXPECT_EQ(make_payload("abc").text(), "abc");
}

TEST(Content, the_only_input_or_output_must_be_the_only_one)
{
    FakeAppContext context;
    EXPECT_THROW(std::ignore = only_input(context), Error);
    context.add_output();
    EXPECT_EQ(only_output(context).uid(), "out0");
    context.add_output();
    EXPECT_THROW(std::ignore = only_output(context), Error);
}

}  // namespace
}  // namespace atl::drops

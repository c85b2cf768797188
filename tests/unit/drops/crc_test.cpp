#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/drops/app_runner.hpp"

namespace atl::drops {
namespace {

using test::failure_of;
using test::FakeAppContext;
using ::testing::HasSubstr;

TEST(Crc, writes_the_checksum_of_zlib_in_decimal)
{
    for (auto const* const app : {"dlg.apps.crc.CRCApp", "dlg.apps.crc.CRCStreamApp"}) {
        FakeAppContext context;
        context.add_input("123456789");
        auto& output = context.add_output();
        EXPECT_EQ(failure_of(context, app), "");
        EXPECT_EQ(output.content(), "3421780262");
    }
}

TEST(Crc, has_one_input_and_one_output)
{
    FakeAppContext context;
    EXPECT_THAT(failure_of(context, "dlg.apps.crc.CRCApp"), HasSubstr("0 inputs"));
}

}  // namespace
}  // namespace atl::drops

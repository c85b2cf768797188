#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/drops/app_runner.hpp"

namespace atl::drops {
namespace {

using test::failure_of;
using test::FakeAppContext;
using ::testing::HasSubstr;

TEST(UrlRetrieve, takes_addresses_of_the_web_only)
{
    FakeAppContext context;
    auto const* const app = "dlg.apps.simple.UrlRetrieveApp";
    EXPECT_THAT(failure_of(context, app, R"("url": "file:///etc/passwd")"),
                HasSubstr("parameter 'url' is 'file:///etc/passwd' (must begin with http://"));
}

TEST(UrlRetrieve, says_why_an_address_does_not_answer)
{
    FakeAppContext context;
    auto const* const app = "dlg.apps.simple.UrlRetrieveApp";
    EXPECT_THAT(failure_of(context, app, R"("url": "http://127.0.0.1:1/x")"),
                HasSubstr("cannot download 'http://127.0.0.1:1/x': "));
}

}  // namespace
}  // namespace atl::drops

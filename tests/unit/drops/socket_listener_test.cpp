#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/drops/app_runner.hpp"

namespace atl::drops {
namespace {

using test::failure_of;
using test::FakeAppContext;
using ::testing::HasSubstr;

TEST(SocketListener, has_no_inputs)
{
    FakeAppContext context;
    context.add_input("x");
    EXPECT_THAT(failure_of(context, "dlg.apps.socket_listener.SocketListenerApp"),
                HasSubstr("has no inputs"));
}

TEST(SocketListener, says_when_it_cannot_listen)
{
    FakeAppContext context;
    context.cancel();
    EXPECT_THAT(
        failure_of(
            context, "dlg.apps.socket_listener.SocketListenerApp", R"("host": "256.256.256.256")"),
        HasSubstr("'256.256.256.256:1111' is no address"));
}

TEST(SocketListener, stops_waiting_when_the_session_is_cancelled)
{
    FakeAppContext context;
    context.cancel();
    EXPECT_THAT(failure_of(context,
                           "dlg.apps.socket_listener.SocketListenerApp",
                           R"("host": "127.0.0.1", "port": 0)"),
                HasSubstr("cancelled before anybody connected"));
}

}  // namespace
}  // namespace atl::drops

#include "runtime/stop_signals.hpp"

#include <csignal>

#include <gtest/gtest.h>

namespace atl::runtime {
namespace {

TEST(StopSignals, are_seen_once_they_have_come)
{
    StopSignals const signals;
    EXPECT_FALSE(stop_signalled());
    raise(SIGTERM);
    EXPECT_TRUE(stop_signalled());
}

TEST(StopSignals, of_before_do_not_count)
{
    {
        StopSignals const signals;
        raise(SIGINT);
    }
    StopSignals const signals;
    EXPECT_FALSE(stop_signalled());
}

TEST(StopSignals, that_launchers_send_may_have_ended_an_app)
{
    EXPECT_TRUE(may_have_died_with_job(128 + SIGTERM));
    EXPECT_TRUE(may_have_died_with_job(128 + SIGKILL));
    EXPECT_FALSE(may_have_died_with_job(128 + SIGSEGV)) << "the app's own fault";
    EXPECT_FALSE(may_have_died_with_job(1));
    EXPECT_FALSE(may_have_died_with_job(0));
}

}  // namespace
}  // namespace atl::runtime

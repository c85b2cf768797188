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

}  // namespace
}  // namespace atl::runtime

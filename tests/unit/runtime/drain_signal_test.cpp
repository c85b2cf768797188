#include "runtime/drain_signal.hpp"

#include <gtest/gtest.h>

namespace atl::runtime {
namespace {

TEST(DrainSignal, is_seen_once_it_has_come)
{
    DrainSignal const signal;
    EXPECT_FALSE(drain_signalled());
    raise(SIGUSR1);
    EXPECT_TRUE(drain_signalled());
}

}  // namespace
}  // namespace atl::runtime

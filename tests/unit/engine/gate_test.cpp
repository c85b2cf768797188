#include "engine/gate.hpp"

#include <gtest/gtest.h>

namespace atl::engine {
namespace {

using Duty = Gate::Duty;

TEST(Gate, gives_the_duty_to_whom_shuts_it_when_nobody_is_inside)
{
    Gate gate;
    EXPECT_EQ(gate.stop(DropState::cancelled), Duty::settle_rest);
    EXPECT_EQ(gate.rest(), DropState::cancelled);
}

TEST(Gate, gives_the_duty_to_the_last_that_leaves)
{
    Gate gate;
    ASSERT_TRUE(gate.enter());
    ASSERT_TRUE(gate.enter());
    EXPECT_EQ(gate.stop(DropState::skipped), Duty::none);
    EXPECT_EQ(gate.leave(), Duty::none);
    EXPECT_EQ(gate.leave(), Duty::settle_rest);
    EXPECT_EQ(gate.rest(), DropState::skipped);
}

TEST(Gate, gives_the_duty_once)
{
    Gate gate;
    ASSERT_EQ(gate.stop(DropState::cancelled), Duty::settle_rest);
    EXPECT_FALSE(gate.enter());
    EXPECT_EQ(gate.leave(), Duty::none);
}

TEST(Gate, gives_the_duty_to_a_late_visitor_that_leaves_last)
{
    Gate gate;
    ASSERT_TRUE(gate.enter());
    ASSERT_EQ(gate.stop(DropState::cancelled), Duty::none);
    EXPECT_FALSE(gate.enter());
    EXPECT_EQ(gate.leave(), Duty::none);
    EXPECT_EQ(gate.leave(), Duty::settle_rest);
}

TEST(Gate, keeps_to_the_first_reason_for_shutting)
{
    Gate gate;
    ASSERT_EQ(gate.stop(DropState::skipped), Duty::settle_rest);
    EXPECT_EQ(gate.stop(DropState::cancelled), Duty::none);
    EXPECT_EQ(gate.rest(), DropState::skipped);
}

}  // namespace
}  // namespace atl::engine

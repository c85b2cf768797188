#include "comm/link/liveness.hpp"

#include <gtest/gtest.h>

namespace atl::comm {
namespace {

using State = Liveness::State;

class LivenessTest : public ::testing::Test {
  protected:
    Liveness liveness{Seconds{5}, Seconds{15}, Seconds{100}};
};

TEST_F(LivenessTest, tells_each_change_once)
{
    EXPECT_EQ(liveness.check({104.9}), std::nullopt);
    EXPECT_EQ(liveness.check({105}), State::suspect);
    EXPECT_EQ(liveness.check({106}), std::nullopt);
    EXPECT_EQ(liveness.check({115}), State::lost);
    EXPECT_EQ(liveness.check({200}), std::nullopt);
}

TEST_F(LivenessTest, begins_anew_when_a_suspect_is_heard)
{
    EXPECT_EQ(liveness.check({105}), State::suspect);
    EXPECT_TRUE(liveness.heard({108}));
    EXPECT_FALSE(liveness.heard({108}));
    EXPECT_EQ(liveness.check({112.9}), std::nullopt);
    EXPECT_EQ(liveness.check({113}), State::suspect);
}

TEST_F(LivenessTest, never_takes_a_loss_back)
{
    EXPECT_EQ(liveness.check({115}), State::lost);
    EXPECT_FALSE(liveness.heard({116}));
    EXPECT_EQ(liveness.state(), State::lost);
}

TEST_F(LivenessTest, does_not_count_what_was_forgiven)
{
    liveness.forgive({20});
    EXPECT_EQ(liveness.check({124.9}), std::nullopt);
    EXPECT_EQ(liveness.check({125}), State::suspect);
}

TEST_F(LivenessTest, knows_when_it_changes_next)
{
    EXPECT_EQ(liveness.deadline(), Seconds{105});
    static_cast<void>(liveness.check({105}));
    EXPECT_EQ(liveness.deadline(), Seconds{115});
}

}  // namespace
}  // namespace atl::comm

#include "runtime/fence.hpp"

#include <optional>

#include <gmock/gmock.h>

#include "atoll/session/epoch_file.hpp"

#include "support/drops/graph_session.hpp"

namespace atl::runtime {
namespace {

class FenceClock final : public Clock {
  public:
    void pass(std::int64_t ns) { now_ns_ += ns; }
    std::int64_t monotonic_ns() const noexcept override { return now_ns_; }
    std::int64_t wall_ns() const noexcept override { return now_ns_; }

  private:
    std::int64_t now_ns_{5};
};

/// A fence of a rank of epoch 2.
class FenceTest : public ::testing::Test {
  protected:
    /// The epoch for which the rank was given up, as it finds out now.
    std::optional<std::uint32_t> later()
    {
        found.reset();
        fence.check(2);
        return found;
    }
    test::TempFolder temp;
    session::SessionFolder folder{temp.path()};
    FenceClock clock;
    std::optional<std::uint32_t> found;
    Fence fence{folder, clock, [this](std::uint32_t epoch) { found = epoch; }};
};

TEST_F(FenceTest, lets_a_rank_of_the_epoch_that_runs_publish)
{
    session::write_epoch(folder, 2);
    EXPECT_EQ(later(), std::nullopt);
}

TEST_F(FenceTest, lets_a_rank_publish_when_nothing_says_which_epoch_runs)
{
    EXPECT_EQ(later(), std::nullopt);
}

TEST_F(FenceTest, stops_a_rank_of_an_epoch_that_was_given_up)
{
    session::write_epoch(folder, 3);
    EXPECT_EQ(later(), 3U);
    EXPECT_EQ(later(), 3U) << "every time";
}

TEST_F(FenceTest, stops_a_rank_that_comes_back_after_it_was_given_up)
{
    session::write_epoch(folder, 2);
    EXPECT_EQ(later(), std::nullopt);
    session::write_epoch(folder, 3);
    clock.pass(20'000'000'000);
    EXPECT_EQ(later(), 3U);
}

TEST_F(FenceTest, looks_at_the_file_system_once_a_second)
{
    session::write_epoch(folder, 2);
    EXPECT_EQ(later(), std::nullopt);
    session::write_epoch(folder, 3);
    clock.pass(999'999'999);
    EXPECT_EQ(later(), std::nullopt);
    clock.pass(1);
    EXPECT_EQ(later(), 3U);
}

TEST(Fence, ends_the_process_of_a_rank_that_was_given_up)
{
    test::TempFolder const temp;
    session::SessionFolder const folder{temp.path()};
    SystemClock const clock;
    session::write_epoch(folder, 3);
    EXPECT_EXIT((Fence{folder, clock}.check(2)), ::testing::ExitedWithCode(6), "");
}

}  // namespace
}  // namespace atl::runtime

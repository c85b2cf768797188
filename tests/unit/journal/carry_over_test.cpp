#include "atoll/journal/carry_over.hpp"

#include <gmock/gmock.h>

#include "support/journal/journal_folder.hpp"

namespace atl::journal {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

/// Three drops of an old graph whose new numbers are 9, none and 0.
class CarryOverTest : public ::testing::Test {
  protected:
    CarryOverTest()
    {
        before.session_id = "session";
        before.epoch = 4;
        before.begun_ns = 1'000'000'000;
        before.drops.resize(3);
    }
    SessionSnapshot carried() const
    {
        std::vector<std::optional<DropId>> const now{DropId{9}, std::nullopt, DropId{0}};
        carry_over(before, now, {0x77, 10}, scratch.path() / "journal");
        return read_session(scratch.path() / "journal");
    }
    test::Scratch scratch;
    SessionSnapshot before;
};

TEST_F(CarryOverTest, begins_the_next_epoch_of_the_new_graph)
{
    auto const after = carried();
    EXPECT_EQ(after.session_id, "session");
    EXPECT_EQ(after.epoch, 5U);
    EXPECT_EQ(after.begun_ns, 1'000'000'000);
    EXPECT_EQ(after.graph_hash, 0x77U);
    EXPECT_THAT(after.drops, SizeIs(10));
}

TEST_F(CarryOverTest, keeps_the_times_of_inputs)
{
    before.inputs = {{DropId{0}, 100}, {DropId{1}, 200}};
    EXPECT_THAT(carried().inputs, ElementsAre(testing::Pair(DropId{9}, 100)));
}

TEST_F(CarryOverTest, keeps_what_is_known_of_drops_that_ended)
{
    auto& old = before.drops[0];
    old.state = DropState::finished;
    old.start = 1.5;
    old.end = 3.25;
    old.tries = 2;
    before.drops[2].state = DropState::completed;
    before.drops[2].bytes = 123;
    before.drops[2].end = 4;
    auto const after = carried();
    EXPECT_EQ(after.drops[9].state, DropState::finished);
    EXPECT_DOUBLE_EQ(after.drops[9].start, 1.5);
    EXPECT_DOUBLE_EQ(after.drops[9].end, 3.25);
    EXPECT_EQ(after.drops[9].tries, 2);
    EXPECT_EQ(after.drops[0].state, DropState::completed);
    EXPECT_EQ(after.drops[0].bytes, 123U);
}

TEST_F(CarryOverTest, leaves_out_what_had_not_ended)
{
    before.drops[0].state = DropState::running;
    before.drops[2].state = DropState::cancelled;
    auto const after = carried();
    EXPECT_EQ(after.drops[9].state, DropState::initialized);
    EXPECT_EQ(after.drops[0].state, DropState::initialized);
}

TEST_F(CarryOverTest, keeps_the_last_reason_of_a_failure)
{
    before.drops[0].state = DropState::error;
    before.failures = {{DropId{0}, 1, "first"}, {DropId{1}, 1, "other"}, {DropId{0}, 2, "last"}};
    auto const after = carried();
    ASSERT_THAT(after.failures, SizeIs(1));
    EXPECT_EQ(after.failures[0].drop, DropId{9});
    EXPECT_EQ(after.failures[0].text, "last");
}

}  // namespace
}  // namespace atl::journal

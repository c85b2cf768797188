#include "journal/session_reducer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/journal/small_journal.hpp"

namespace atl::journal {
namespace {

using test::event;

/// A reducer and how its records come.
class SessionReducerTest : public ::testing::Test {
  protected:
    void add(std::uint32_t epoch, std::uint32_t rank, JournalRecord const& record)
    {
        reducer_.add({test::small_identity(epoch, rank), 0, 0}, record);
    }
    void add(std::uint32_t epoch, std::uint32_t rank, JournalEvent const& only)
    {
        add(epoch, rank, EventBatch{{only}});
    }
    SessionSnapshot finish() { return std::move(reducer_).finish(); }

    SessionReducer reducer_;
};

TEST_F(SessionReducerTest, ADropOfWhichNothingIsSaidIsInitialized)
{
    add(1, 1, event(3, DropState::completed, 0));
    auto const drop = finish().drops.at(4);
    EXPECT_EQ(drop.state, DropState::initialized);
    EXPECT_LT(drop.start, 0);
}

TEST_F(SessionReducerTest, TheLastTimeOfAnInputCounts)
{
    add(1, 1, InputsSeen{{{DropId{3}, 100}, {DropId{4}, 100}}});
    add(2, 0, InputsSeen{{{DropId{3}, 200}}});
    auto const inputs = finish().inputs;
    EXPECT_EQ(inputs.at(DropId{3}), 200);
    EXPECT_EQ(inputs.at(DropId{4}), 100);
}

TEST_F(SessionReducerTest, TimesCountFromTheFirstEpoch)
{
    add(1, 1, event(3, DropState::running, 0));
    auto app = event(4, DropState::finished, 3'000'000);
    app.duration_us = 1'000'000;
    add(2, 1, app);
    auto const drop = finish().drops.at(4);
    EXPECT_DOUBLE_EQ(drop.start, 102);
    EXPECT_DOUBLE_EQ(drop.end, 103);
}

TEST_F(SessionReducerTest, TheLastEventOfADropCounts)
{
    add(1, 1, event(3, DropState::running, 5));
    auto last = event(3, DropState::error, 9);
    last.exit_code = 3;
    last.tries = 2;
    add(1, 1, last);
    auto const drop = finish().drops.at(3);
    EXPECT_EQ(drop.state, DropState::error);
    EXPECT_EQ(drop.exit_code, 3);
    EXPECT_EQ(drop.tries, 2);
    EXPECT_EQ(drop.lost_tries, 0);
}

TEST_F(SessionReducerTest, AnAppThatAnEpochLeftRunningHasLostATry)
{
    add(1, 1, event(3, DropState::running, 5));
    add(2, 1, event(3, DropState::running, 5));
    add(3, 2, event(3, DropState::finished, 5));
    auto const drop = finish().drops.at(3);
    EXPECT_EQ(drop.lost_tries, 2);
    EXPECT_EQ(drop.state, DropState::finished);
    EXPECT_EQ(drop.epoch, 3U);
}

TEST_F(SessionReducerTest, AnAppOfALostRankHasLostATryAndOthersHaveNot)
{
    add(1, 0, RankLost{9, RankId{2}});
    add(1, 1, event(3, DropState::running, 5));
    add(1, 2, event(4, DropState::running, 5));
    auto const drops = finish().drops;
    EXPECT_EQ(drops.at(3).lost_tries, 0);
    EXPECT_EQ(drops.at(4).lost_tries, 1);
}

TEST_F(SessionReducerTest, AnEpochHasHostsBeginningAndEnd)
{
    add(1, 0, EpochBegun{{"n1", "n2"}});
    add(1, 0, EpochEnded{2'000'000, 7, "cancelled"});
    auto const epochs = finish().epochs;
    ASSERT_EQ(epochs.size(), 1U);
    EXPECT_EQ(epochs[0].ranks, 2U);
    EXPECT_EQ(epochs[0].outcome, ExitStatus::cancelled);
    EXPECT_DOUBLE_EQ(epochs[0].ended, 2);
}

TEST_F(SessionReducerTest, NotesAreInTheOrderOfTheirTimes)
{
    add(1, 0, NoteTaken{9, "later"});
    add(1, 1, NoteTaken{3, "sooner"});
    auto const notes = finish().notes;
    ASSERT_EQ(notes.size(), 2U);
    EXPECT_EQ(notes[0].text, "sooner");
}

TEST_F(SessionReducerTest, ReasonsOfAllEpochsAreKept)
{
    add(1, 1, ReasonGiven{DropId{3}, "first"});
    add(2, 1, ReasonGiven{DropId{3}, "second"});
    auto const failures = finish().failures;
    ASSERT_EQ(failures.size(), 2U);
    EXPECT_EQ(failures[1].epoch, 2U);
    EXPECT_EQ(failures[1].text, "second");
}

}  // namespace
}  // namespace atl::journal

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"
#include "atoll/journal/session_snapshot.hpp"

#include "support/journal/journal_folder.hpp"

namespace atl::journal {
namespace {

using test::event;

TEST(ReadSession, AFolderThatDoesNotExistHoldsNoJournal)
{
    EXPECT_FALSE(holds_journal("/nonexistent/journal"));
    EXPECT_EQ(youngest_epoch("/nonexistent/journal"), 0U);
}

TEST(ReadSession, PutsRanksAndEpochsTogether)
{
    test::JournalFolder folder;
    folder.write(1, 1, {event(5, DropState::completed, 1), event(7, DropState::running, 2)});
    folder.write(1, 2, {event(6, DropState::completed, 1)});
    folder.write(2, 1, {event(7, DropState::finished, 3)});
    auto const snapshot = read_session(folder.path());
    EXPECT_EQ(snapshot.session_id, "session");
    EXPECT_EQ(snapshot.epoch, 2U);
    EXPECT_EQ(snapshot.graph_hash, 0x1234U);
    ASSERT_EQ(snapshot.drops.size(), 100U);
    EXPECT_EQ(snapshot.drops[6].rank, 2U);
    EXPECT_EQ(snapshot.drops[7].state, DropState::finished);
    EXPECT_EQ(snapshot.drops[7].lost_tries, 1U);
    EXPECT_EQ(youngest_epoch(folder.path()), 2U);
}

TEST(ReadSession, TellsWhichTailWasCut)
{
    test::JournalFolder folder;
    folder.write(1, 1, {event(5, DropState::completed, 1), event(6, DropState::completed, 2)});
    folder.cut("1-1-0.atj", 3);
    auto const snapshot = read_session(folder.path());
    EXPECT_EQ(snapshot.drops[5].state, DropState::completed);
    EXPECT_EQ(snapshot.drops[6].state, DropState::initialized);
    ASSERT_EQ(snapshot.cut.size(), 1U);
    EXPECT_EQ(snapshot.cut[0].segment.filename(), "1-1-0.atj");
}

TEST(ReadSession, AJournalWithoutARecordIsRefused)
{
    test::JournalFolder folder;
    folder.write(1, 1, {});
    EXPECT_THAT([&] { static_cast<void>(read_session(folder.path())); },
                ::testing::ThrowsMessage<Error>(::testing::HasSubstr("holds no record yet")));
}

}  // namespace
}  // namespace atl::journal

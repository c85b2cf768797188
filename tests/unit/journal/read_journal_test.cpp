#include "atoll/journal/read_journal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

#include "support/journal/journal_folder.hpp"

namespace atl::journal {
namespace {

using test::event;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

TEST(ReadJournal, ReportsEverySegmentWithItsRecords)
{
    test::JournalFolder folder;
    folder.write(1, 2, {event(5, DropState::completed, 1), event(6, DropState::completed, 2)});
    folder.write(1, 1, {event(7, DropState::completed, 1)});
    auto const segments = read_journal(folder.path(), {});
    ASSERT_EQ(segments.size(), 2U);
    EXPECT_EQ(segments[0].rank, 1U);
    EXPECT_EQ(segments[1].records, 2U);
    EXPECT_EQ(segments[1].cut, 0U);
}

TEST(ReadJournal, DamageIsNamedWithSegmentAndOffset)
{
    test::JournalFolder folder;
    folder.write(1, 1, {event(5, DropState::completed, 1), event(6, DropState::completed, 2)});
    auto const head = 56 + 8 + 4;  // fixed part, session id with its size, checksum
    folder.flip("1-1-0.atj", head + 17);
    EXPECT_THAT(
        [&] { read_journal(folder.path(), {}); },
        ThrowsMessage<Error>(AllOf(HasSubstr("1-1-0.atj"), HasSubstr("damaged at byte 68"))));
}

TEST(ReadJournal, ASegmentThatIsMissingIsNoticed)
{
    test::JournalFolder folder;
    folder.write(1, 1, {event(5, DropState::completed, 1)});
    std::filesystem::rename(folder.path() / "1-1-0.atj", folder.path() / "1-1-1.atj");
    EXPECT_THAT([&] { read_journal(folder.path(), {}); },
                ThrowsMessage<Error>(HasSubstr("segment 0 before it is missing")));
}

TEST(ReadJournal, ARenamedSegmentIsNoticed)
{
    test::JournalFolder folder;
    folder.write(1, 1, {event(5, DropState::completed, 1)});
    std::filesystem::rename(folder.path() / "1-1-0.atj", folder.path() / "1-2-0.atj");
    EXPECT_THAT([&] { read_journal(folder.path(), {}); },
                ThrowsMessage<Error>(HasSubstr("it was renamed")));
}

TEST(ReadJournal, AFolderWithoutJournalsIsRefused)
{
    EXPECT_THAT([] { read_journal("/nonexistent", {}); },
                ThrowsMessage<Error>(HasSubstr("there is no journal in '/nonexistent'")));
}

}  // namespace
}  // namespace atl::journal

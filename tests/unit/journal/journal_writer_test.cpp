#include "atoll/journal/journal_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

#include "journal/segment_reader.hpp"
#include "support/journal/memory_files.hpp"
#include "support/journal/scratch.hpp"
#include "support/journal/small_journal.hpp"

namespace atl::journal {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// A writer on a disk in memory.
class JournalWriterTest : public ::testing::Test {
  protected:
    std::vector<std::string> notes(std::string const& file)
    {
        std::vector<std::string> texts;
        extent_ = read_segment(disk_.files.at(file), [&](auto const&, JournalRecord const& record) {
            texts.push_back(std::get<NoteTaken>(record).text);
        });
        return texts;
    }

    test::Scratch folder_;
    test::MemoryDisk disk_;
    SegmentExtent extent_;
    JournalWriter writer_{folder_.path(),
                          test::small_identity(),
                          Durability::journal,
                          std::make_unique<test::MemoryFiles>(disk_)};
};

TEST_F(JournalWriterTest, NothingIsWrittenBeforeACommit)
{
    writer_.add(NoteTaken{0, "one"});
    EXPECT_EQ(disk_.used(), 0U);
    EXPECT_GT(writer_.waiting(), 0U);
}

TEST_F(JournalWriterTest, OneCommitFlushesOnceHoweverMuchItWrites)
{
    writer_.add(NoteTaken{0, "one"});
    writer_.add(NoteTaken{1, "two"});
    EXPECT_TRUE(writer_.commit());
    EXPECT_EQ(disk_.syncs, 1);
    EXPECT_THAT(notes("1-1-0.atj"), ElementsAre("one", "two"));
}

TEST_F(JournalWriterTest, ACommitOfNothingDoesNotTouchTheDisk)
{
    EXPECT_TRUE(writer_.commit());
    EXPECT_EQ(disk_.syncs, 0);
}

TEST_F(JournalWriterTest, NothingIsHalfRecordedOnAFullDisk)
{
    writer_.add(NoteTaken{0, "one"});
    EXPECT_TRUE(writer_.commit());
    disk_.room = disk_.used() + 10;
    writer_.add(NoteTaken{1, "two"});
    EXPECT_FALSE(writer_.commit());
    EXPECT_THAT(writer_.problem(), HasSubstr("No space left on device"));
    EXPECT_THAT(notes("1-1-0.atj"), ElementsAre("one"));
    EXPECT_EQ(extent_.cut, 0U);
}

TEST_F(JournalWriterTest, GoesOnWhenThereIsRoomAgain)
{
    disk_.room = 20;
    writer_.add(NoteTaken{0, "one"});
    EXPECT_FALSE(writer_.commit());
    writer_.add(NoteTaken{1, "two"});
    disk_.room = 1000;
    EXPECT_TRUE(writer_.commit());
    EXPECT_TRUE(writer_.problem().empty());
    EXPECT_THAT(notes("1-1-0.atj"), ElementsAre("one", "two"));
}

TEST_F(JournalWriterTest, ALaterSegmentTakesOverWhatCouldNotBeFlushed)
{
    writer_.add(NoteTaken{0, "one"});
    disk_.sync_error = EIO;
    EXPECT_FALSE(writer_.commit());
    disk_.sync_error = 0;
    EXPECT_TRUE(writer_.commit());
    EXPECT_THAT(notes("1-1-1.atj"), ElementsAre("one"));
}

TEST_F(JournalWriterTest, ALaterSegmentTakesOverWhereNothingCanBeCutOff)
{
    writer_.add(NoteTaken{0, "one"});
    EXPECT_TRUE(writer_.commit());
    auto const good = disk_.used();
    disk_.room = good + 10;
    disk_.truncate_error = EIO;
    writer_.add(NoteTaken{1, "two"});
    EXPECT_FALSE(writer_.commit());
    disk_.room = 10'000;
    EXPECT_TRUE(writer_.commit());
    EXPECT_THAT(notes("1-1-0.atj"), ElementsAre("one"));
    EXPECT_EQ(extent_.good, good);
    EXPECT_THAT(notes("1-1-1.atj"), ElementsAre("two"));
    EXPECT_EQ(extent_.head->previous, good);
}

TEST_F(JournalWriterTest, TheSecondWriterOfAnEpochIsRefused)
{
    auto const begin = [this] {
        JournalWriter const second(folder_.path(),
                                   test::small_identity(),
                                   Durability::journal,
                                   std::make_unique<test::MemoryFiles>(disk_));
    };
    EXPECT_THAT(begin, ::testing::ThrowsMessage<Error>(HasSubstr("another program runs epoch 1")));
}

TEST_F(JournalWriterTest, EventsOfMoreThanOneBlockAreAllThere)
{
    std::vector<JournalEvent> events(100'000, test::event(7, DropState::completed, 5));
    writer_.add(events);
    EXPECT_TRUE(writer_.commit());
    std::size_t read = 0;
    static_cast<void>(
        read_segment(disk_.files.at("1-1-0.atj"), [&](auto const&, JournalRecord const& record) {
            read += std::get<EventBatch>(record).events.size();
        }));
    EXPECT_EQ(read, events.size());
}

}  // namespace
}  // namespace atl::journal

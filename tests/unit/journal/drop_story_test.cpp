#include "atoll/journal/drop_story.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/journal/journal_folder.hpp"

namespace atl::journal {
namespace {

using test::event;

TEST(DropStory, TellsEpochsInTheirOrderWithTimesFromTheFirst)
{
    test::JournalFolder folder;
    auto end = event(7, DropState::finished, 3'000'000);
    end.duration_us = 2'000'000;
    end.tries = 2;
    folder.write(1, 1, {event(7, DropState::running, 500'000), event(8, DropState::running, 1)});
    folder.write(2, 3, {end});
    auto const story = drop_story(folder.path(), DropId{7});
    ASSERT_EQ(story.size(), 2U);
    EXPECT_EQ(story[0].text, "RUNNING");
    EXPECT_EQ(story[1].rank, 3U);
    EXPECT_DOUBLE_EQ(story[1].time, 103);
    EXPECT_EQ(story[1].text, "FINISHED after 2.000 s, try 2");
}

TEST(DropStory, OfADropThatWaitsIsEmpty)
{
    test::JournalFolder folder;
    folder.write(1, 1, {event(7, DropState::running, 5)});
    EXPECT_TRUE(drop_story(folder.path(), DropId{9}).empty());
}

}  // namespace
}  // namespace atl::journal

#include "journal/journal_files.hpp"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

#include "support/journal/scratch.hpp"

namespace atl::journal {
namespace {

TEST(JournalFiles, ANameIsTakenApart)
{
    auto const file = parse_segment_name("/somewhere/12-3-0.atj");
    ASSERT_TRUE(file);
    EXPECT_EQ(file->epoch, 12U);
    EXPECT_EQ(file->rank, 3U);
    EXPECT_EQ(file->segment, 0U);
}

TEST(JournalFiles, OtherNamesAreNoSegments)
{
    for (auto const* name : {"1-2.atj", "1-2-3-4.atj", "1-2-3.txt", "a-b-c.atj", ".atj", "1-2-"}) {
        EXPECT_FALSE(parse_segment_name(name)) << name;
    }
}

TEST(JournalFiles, SegmentsAreListedByNumbersAndNotByLetters)
{
    test::Scratch const folder;
    for (auto const* name : {"10-0-0.atj", "2-0-0.atj", "2-0-10.atj", "2-0-9.atj", "notes.txt"}) {
        std::ofstream{folder.path() / name};
    }
    std::vector<std::string> names;
    for (auto const& file : list_segments(folder.path())) {
        names.push_back(file.path.filename().string());
    }
    EXPECT_THAT(names,
                ::testing::ElementsAre("2-0-0.atj", "2-0-9.atj", "2-0-10.atj", "10-0-0.atj"));
}

TEST(JournalFiles, AFileThatIsNotThereIsNamed)
{
    EXPECT_THAT([] { static_cast<void>(read_bytes("/nonexistent/1-0-0.atj")); },
                ::testing::ThrowsMessage<Error>(::testing::HasSubstr("/nonexistent/1-0-0.atj")));
}

}  // namespace
}  // namespace atl::journal

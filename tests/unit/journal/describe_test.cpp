#include "atoll/journal/describe.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/journal/small_journal.hpp"

namespace atl::journal {
namespace {

using ::testing::HasSubstr;

std::string text(JournalRecord const& record)
{
    return describe({test::small_identity(), 0, 0}, record, [](DropId drop) {
        return "drop" + std::to_string(drop.value);
    });
}

TEST(Describe, AnEventHasALineWithWhatIsNotUsual)
{
    auto end = test::event(7, DropState::error, 1'500'000);
    end.exit_code = 3;
    end.tries = 2;
    EXPECT_THAT(text(EventBatch{{end}}), HasSubstr("1.500000 drop7 ERROR tries=2 exit_code=3"));
}

TEST(Describe, EachEventOfABatchHasItsLine)
{
    auto const lines = text(EventBatch{
        {test::event(1, DropState::completed, 1), test::event(2, DropState::completed, 2)}});
    EXPECT_EQ(std::ranges::count(lines, '\n'), 2);
}

TEST(Describe, OtherRecordsAreTold)
{
    EXPECT_THAT(text(EpochBegun{{"n1", "n2"}}), HasSubstr("begun on n1 n2"));
    EXPECT_THAT(text(ReasonGiven{DropId{4}, "no antenna"}), HasSubstr("drop4 failed: no antenna"));
    EXPECT_THAT(text(RankLost{1, RankId{3}}), HasSubstr("rank 3 lost"));
    EXPECT_THAT(text(EpochEnded{1, 7, "cancelled"}), HasSubstr("ended with status 7: cancelled"));
}

}  // namespace
}  // namespace atl::journal

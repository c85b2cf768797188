#include "journal/segment_format.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace atl::journal {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

SegmentHead example_head()
{
    return {{"hello_2026", 0xabcdef, 77, 1'700'000'000'000'000'000, 2, 5}, 3, 4096};
}

template <typename Record>
Record round_trip(Record const& record)
{
    auto const raw = to_raw(record);
    return std::get<Record>(*read_body(static_cast<std::uint32_t>(raw.type), raw.body, 1000));
}

TEST(SegmentFormat, AHeadIsReadAsItWasWritten)
{
    Bytes bytes;
    put_head(example_head(), bytes);
    ASSERT_EQ(head_size(bytes), bytes.size());
    auto const head = read_head(bytes);
    EXPECT_EQ(head.identity, example_head().identity);
    EXPECT_EQ(head.segment, 3U);
    EXPECT_EQ(head.previous, 4096U);
}

TEST(SegmentFormat, ALaterVersionIsRefusedWithBothNamed)
{
    Bytes bytes;
    put_head(example_head(), bytes);
    bytes[8] = std::byte{9};
    EXPECT_THAT([&] { static_cast<void>(head_size(bytes)); },
                ThrowsMessage<BadBytes>(HasSubstr("version 9, this program reads version 1")));
}

TEST(SegmentFormat, TheNameSaysEpochRankAndSegment)
{
    EXPECT_EQ(segment_name(example_head().identity, 3), "2-5-3.atj");
}

TEST(SegmentFormat, HostsOfAnEpochAreKept)
{
    EXPECT_THAT(round_trip(EpochBegun{{"n1", "n2"}}).hosts, ::testing::ElementsAre("n1", "n2"));
}

TEST(SegmentFormat, TimesOfInputsAreKept)
{
    InputsSeen const seen{{{DropId{3}, 1'700'000'000'123'456'789}, {DropId{999}, 0}}};
    EXPECT_EQ(round_trip(seen).inputs, seen.inputs);
}

TEST(SegmentFormat, AnInputOfAnotherGraphIsDamage)
{
    auto const raw = to_raw(InputsSeen{{{DropId{1000}, 1}}});
    EXPECT_THAT([&] { static_cast<void>(read_body(7, raw.body, 1000)); },
                ThrowsMessage<BadBytes>(HasSubstr("an input is of a drop")));
}

TEST(SegmentFormat, AReasonIsKept)
{
    auto const reason = round_trip(ReasonGiven{DropId{9}, "exit code 3"});
    EXPECT_EQ(reason.drop, DropId{9});
    EXPECT_EQ(reason.text, "exit code 3");
}

TEST(SegmentFormat, ANoteIsKept)
{
    auto const note = round_trip(NoteTaken{1234, "+3 islands"});
    EXPECT_EQ(note.time_us, 1234U);
    EXPECT_EQ(note.text, "+3 islands");
}

TEST(SegmentFormat, ALostRankIsKept)
{
    auto const lost = round_trip(RankLost{99, RankId{4}});
    EXPECT_EQ(lost.time_us, 99U);
    EXPECT_EQ(lost.rank, RankId{4});
}

TEST(SegmentFormat, TheEndOfAnEpochIsKept)
{
    auto const ended = round_trip(EpochEnded{5, 7, "cancelled"});
    EXPECT_EQ(ended.time_us, 5U);
    EXPECT_EQ(ended.status, 7U);
    EXPECT_EQ(ended.reason, "cancelled");
}

TEST(SegmentFormat, ATypeOfALaterProgramIsPassedOver)
{
    EXPECT_EQ(read_body(99, {}, 10), std::nullopt);
}

}  // namespace
}  // namespace atl::journal

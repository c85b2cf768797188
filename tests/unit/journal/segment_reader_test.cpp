#include "journal/segment_reader.hpp"

#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

#include "support/journal/small_journal.hpp"

namespace atl::journal {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

struct Found {
    SegmentExtent extent;
    std::vector<std::string> texts;
};

Found read(std::span<std::byte const> bytes)
{
    Found found;
    found.extent = read_segment(bytes, [&](SegmentHead const&, JournalRecord const& record) {
        found.texts.push_back(std::get<NoteTaken>(record).text);
    });
    return found;
}

TEST(SegmentReader, GivesAllRecordsInTheirOrder)
{
    auto const found = read(test::small_segment().bytes);
    EXPECT_THAT(found.texts, ElementsAre("one", "two", "three"));
    EXPECT_EQ(found.extent.cut, 0U);
}

TEST(SegmentReader, EveryFlippedBitIsDetected)
{
    auto const whole = test::small_segment().bytes;
    for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
        auto bytes = whole;
        bytes[bit / 8] ^= std::byte{1} << (bit % 8);
        try {
            EXPECT_GT(read(bytes).extent.cut, 0U) << "bit " << bit << " went unnoticed";
        } catch (Error const& refusal) {
            EXPECT_EQ(refusal.kind(), ErrorKind::io);
        }
    }
}

TEST(SegmentReader, AFlippedBitBeforeTheLastRecordIsRefusedAndNeverCut)
{
    auto const segment = test::small_segment();
    for (auto bit = segment.offsets.front() * 8; bit < segment.offsets.back() * 8; ++bit) {
        auto bytes = segment.bytes;
        bytes[bit / 8] ^= std::byte{1} << (bit % 8);
        EXPECT_THROW(read(bytes), Error) << "bit " << bit;
    }
}

TEST(SegmentReader, DamageIsNamedWithItsOffset)
{
    auto segment = test::small_segment();
    segment.bytes[segment.offsets[1] + 18] ^= std::byte{4};
    EXPECT_THAT(
        [&] { read(segment.bytes); },
        ThrowsMessage<Error>(HasSubstr(fmt::format("damaged at byte {}", segment.offsets[1]))));
}

TEST(SegmentReader, ASegmentThatEndsAnywhereIsCutAtItsLastGoodRecord)
{
    auto const segment = test::small_segment();
    for (std::size_t size = 0; size < segment.bytes.size(); ++size) {
        auto const found = read(std::span{segment.bytes}.first(size));
        EXPECT_EQ(found.extent.good + found.extent.cut, size);
        auto const whole = std::ranges::count_if(
            segment.offsets, [&](std::size_t offset) { return offset <= size; });
        EXPECT_EQ(found.texts.size(), static_cast<std::size_t>(std::max(whole - 1L, 0L)));
    }
}

TEST(SegmentReader, ZerosThatWereNeverWrittenAreCut)
{
    auto bytes = test::small_segment().bytes;
    bytes.resize(bytes.size() + 4096);
    EXPECT_EQ(read(bytes).extent.cut, 4096U);
}

TEST(SegmentReader, ARecordThatIsMissingInTheMiddleIsNoticed)
{
    auto const segment = test::small_segment();
    auto bytes = segment.bytes;
    bytes.erase(bytes.begin() + static_cast<std::ptrdiff_t>(segment.offsets[1]),
                bytes.begin() + static_cast<std::ptrdiff_t>(segment.offsets[2]));
    EXPECT_THAT([&] { read(bytes); },
                ThrowsMessage<Error>(HasSubstr("record 2 is where 1 should be")));
}

}  // namespace
}  // namespace atl::journal

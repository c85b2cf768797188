#include "journal/event_block.hpp"

#include <algorithm>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace atl::journal {
namespace {

std::vector<JournalEvent> by_drop(std::vector<JournalEvent> events)
{
    std::ranges::sort(events, {}, [](JournalEvent const& e) { return std::pair{e.drop, e.state}; });
    return events;
}

std::vector<JournalEvent> round_trip(std::vector<JournalEvent> const& events)
{
    Bytes bytes;
    encode_events(events, bytes);
    return by_drop(decode_events(bytes, 1'000'000));
}

JournalEvent completed(std::uint32_t drop, std::uint64_t time_us = 0)
{
    JournalEvent event;
    event.drop = DropId{drop};
    event.state = DropState::completed;
    event.time_us = time_us;
    return event;
}

TEST(EventBlock, EveryPropertyOfAnEventIsKept)
{
    JournalEvent event;
    event.drop = DropId{12345};
    event.state = DropState::error;
    event.time_us = 3'600'000'123;
    event.duration_us = 77'000'000;
    event.bytes = std::uint64_t{1} << 40U;
    event.exit_code = -9;
    event.tries = 3;
    event.durable = true;
    EXPECT_EQ(round_trip({event}), std::vector{event});
}

TEST(EventBlock, EventsOfManyShapesAreKept)
{
    std::mt19937 random{7};
    std::vector<JournalEvent> events;
    for (std::uint32_t i = 0; i < 200; ++i) {
        auto event = completed(i * 31 % 5000, random() % 50'000);
        event.state = static_cast<DropState>(random() % drop_state_count);
        event.bytes = random() % 3;
        event.duration_us = random() % 2 * 100;
        event.tries = static_cast<std::uint8_t>(1 + random() % 2);
        event.durable = random() % 2 == 0;
        events.push_back(event);
    }
    EXPECT_EQ(round_trip(events), by_drop(events));
}

TEST(EventBlock, ADropThatIsThereTwiceIsKeptTwice)
{
    std::vector const events{completed(5), completed(5), completed(6), completed(7), completed(8)};
    EXPECT_EQ(round_trip(events), events);
}

TEST(EventBlock, TimesOfADenseBlockAreKeptToAMillisecond)
{
    std::vector<JournalEvent> events;
    for (std::uint32_t i = 0; i < 1000; ++i) {
        events.push_back(completed(i, 1'000'000 + std::uint64_t{i} * 50));
    }
    auto const read = round_trip(events);
    for (std::size_t i = 0; i < events.size(); ++i) {
        EXPECT_NEAR(
            static_cast<double>(read[i].time_us), static_cast<double>(events[i].time_us), 1100);
    }
}

TEST(EventBlock, ConsecutiveDropsOfOneFateTakeAFewBytesTogether)
{
    std::vector<JournalEvent> events;
    for (std::uint32_t i = 0; i < 60'000; ++i) {
        events.push_back(completed(i));
    }
    Bytes bytes;
    encode_events(events, bytes);
    EXPECT_LT(bytes.size(), 20U);
    EXPECT_EQ(by_drop(decode_events(bytes, 60'000)), events);
}

TEST(EventBlock, ScatteredDropsOfADenseBlockTakeLessThanFourBytesEach)
{
    std::mt19937 random{3};
    std::vector<JournalEvent> events;
    for (std::uint32_t i = 0; i < 50'000; ++i) {
        events.push_back(completed(i * 20 + random() % 20, random() % 50'000));
    }
    Bytes bytes;
    encode_events(events, bytes);
    EXPECT_LT(bytes.size(), 3 * events.size());
}

TEST(EventBlock, ADropThatTheGraphDoesNotHaveIsRefused)
{
    Bytes bytes;
    encode_events(std::vector{completed(10)}, bytes);
    EXPECT_THROW(static_cast<void>(decode_events(bytes, 10)), BadBytes);
}

TEST(EventBlock, ABlockThatEndsTooEarlyIsRefused)
{
    Bytes bytes;
    encode_events(std::vector{completed(10), completed(20)}, bytes);
    bytes.pop_back();
    EXPECT_THROW(static_cast<void>(decode_events(bytes, 100)), BadBytes);
}

TEST(EventBlock, AGroupOfMoreEventsThanABlockMayHaveIsRefused)
{
    Bytes bytes;
    put_varint(bytes, 0);
    put_varint(bytes, 0);
    bytes.push_back(std::byte{2});
    put_varint(bytes, max_block_events + 1);
    EXPECT_THROW(static_cast<void>(decode_events(bytes, 100)), BadBytes);
}

}  // namespace
}  // namespace atl::journal

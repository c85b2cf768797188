#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "atoll/journal/journal_record.hpp"

#include "journal/segment_format.hpp"

namespace atl::test {

inline journal::JournalIdentity small_identity(std::uint32_t epoch = 1, std::uint32_t rank = 1)
{
    constexpr std::int64_t begun_ns = 1'000'000'000'000;
    constexpr std::int64_t epoch_ns = 100'000'000'000;
    return {"session", 0x1234, 100, begun_ns + epoch_ns * epoch, epoch, rank};
}

inline journal::JournalEvent event(std::uint32_t drop, DropState state, std::uint64_t time_us)
{
    journal::JournalEvent event;
    event.drop = DropId{drop};
    event.state = state;
    event.time_us = time_us;
    return event;
}

/// A segment of three records, and where each of them begins.
struct SmallSegment {
    journal::Bytes bytes;
    std::vector<std::size_t> offsets;
};

inline SmallSegment small_segment()
{
    SmallSegment segment;
    journal::put_head({small_identity(), 0, 0}, segment.bytes);
    std::uint32_t number = 0;
    for (auto const& text : {"one", "two", "three"}) {
        segment.offsets.push_back(segment.bytes.size());
        auto const raw = journal::to_raw(journal::NoteTaken{number, text});
        journal::put_record(raw, number++, segment.bytes);
    }
    return segment;
}

}  // namespace atl::test

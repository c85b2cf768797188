#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>

#include "atoll/journal/journal_record.hpp"
#include "atoll/journal/segment_head.hpp"

namespace atl::journal {

/// Receives what a segment says, record by record.
using RecordSink = std::function<void(SegmentHead const& head, JournalRecord const& record)>;

/// What a segment is made of.
struct SegmentExtent {
    std::optional<SegmentHead> head;  ///< Absent when not even the head was written to its end.
    std::uint64_t good{0};            ///< Bytes that count, from the beginning.
    std::uint64_t cut{0};             ///< Bytes after them: the end of a write that did not end.
    std::uint64_t records{0};
};

/// Reads the segment whose content is \p bytes. What is before damage has been given to \p sink
/// when this throws. \throws Error{io} that says what is wrong at which offset.
[[nodiscard]] SegmentExtent read_segment(std::span<std::byte const> bytes, RecordSink const& sink);

}  // namespace atl::journal

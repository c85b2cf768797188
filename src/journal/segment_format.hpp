#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "atoll/journal/journal_record.hpp"
#include "atoll/journal/segment_head.hpp"

#include "journal/bytes.hpp"

namespace atl::journal {

/// Numbers of the records' types.
enum class RecordType : std::uint32_t { events = 1, begun, reason, note, lost, ended, inputs };

/// Bytes before and after the body of a record.
inline constexpr std::size_t record_head_size = 16;
inline constexpr std::size_t record_tail_size = 4;
/// Bytes of the head's beginning, which is the same in all versions: magic, version, size.
inline constexpr std::size_t preamble_size = 16;

/// Name of a segment's file.
[[nodiscard]] std::string segment_name(JournalIdentity const& identity, std::uint32_t segment);

void put_head(SegmentHead const& head, Bytes& out);

/// Size of the head at the front of \p bytes. \pre at least preamble_size bytes.
/// \throws BadBytes when it is no journal, or is of a later version.
[[nodiscard]] std::uint32_t head_size(std::span<std::byte const> bytes);

/// \p bytes are exactly the head. \throws BadBytes.
[[nodiscard]] SegmentHead read_head(std::span<std::byte const> bytes);

/// A record's type and body, without what protects them.
struct RawRecord {
    RecordType type{RecordType::events};
    Bytes body;
};

/// \pre an event batch is not empty and has at most max_block_events.
[[nodiscard]] RawRecord to_raw(JournalRecord const& record);

/// Appends \p record as number \p number of its segment.
void put_record(RawRecord const& record, std::uint32_t number, Bytes& out);

/// What the body of a record says; nothing for an unknown type. \throws BadBytes.
[[nodiscard]] std::optional<JournalRecord> read_body(std::uint32_t type,
                                                     std::span<std::byte const> body,
                                                     std::uint64_t drops);

}  // namespace atl::journal

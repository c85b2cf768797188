#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "atoll/journal/journal_event.hpp"

#include "journal/bytes.hpp"

namespace atl::journal {

/// The most events of one block.
inline constexpr std::size_t max_block_events = std::size_t{1} << 16U;

/// Appends \p events as the body of an event record (docs/reference/journal.md): sorted, by
/// columns. \pre at most max_block_events.
void encode_events(std::span<JournalEvent const> events, Bytes& out);

/// Events of a body, in the order of its groups. \p drops is the size of the graph.
/// \throws BadBytes when it is not such a body.
[[nodiscard]] std::vector<JournalEvent> decode_events(std::span<std::byte const> body,
                                                      std::uint64_t drops);

}  // namespace atl::journal

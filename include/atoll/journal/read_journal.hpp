#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <vector>

#include "atoll/journal/journal_record.hpp"
#include "atoll/journal/segment_head.hpp"

namespace atl::journal {

/// One segment as it was found.
struct SegmentReport {
    std::filesystem::path path;
    std::uint32_t epoch{0};
    std::uint32_t rank{0};
    std::uint64_t records{0};
    std::uint64_t good{0};  ///< Bytes that count.
    std::uint64_t cut{0};   ///< Bytes at the end that do not: a write that did not end.
};

/// Reads all segments of \p journal_folder by epoch, rank and segment, and gives every record to
/// \p sink, which may be empty. \returns what each segment was.
/// \throws Error{io} as read_session(); records before the damage have been given by then.
std::vector<SegmentReport> read_journal(
    std::filesystem::path const& journal_folder,
    std::function<void(SegmentHead const& head, JournalRecord const& record)> const& sink);

}  // namespace atl::journal

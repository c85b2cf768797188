#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "atoll/core/ids.hpp"
#include "atoll/journal/drop_record.hpp"
#include "atoll/journal/epoch_record.hpp"

namespace atl::journal {

/// Why a drop failed.
struct FailureReason {
    DropId drop;
    std::uint32_t epoch{0};
    std::string text;
};

/// A line that the island manager found worth keeping: a decision, a lost rank.
struct Note {
    std::uint32_t epoch{0};
    double time{0};  ///< Seconds since the session first began.
    std::string text;
};

/// The end of a segment that was not written to its end, as after a crash: it does not count.
struct CutTail {
    std::filesystem::path segment;
    std::uint64_t offset{0};  ///< Bytes of the segment that count.
    std::uint64_t bytes{0};   ///< Bytes that do not.
};

/// All that the journals of a session say, put together over ranks and epochs.
///
/// Drops are counted as in the graph file, so that it serves any number of ranks.
struct SessionSnapshot {
    std::string session_id;
    std::uint32_t epoch{0};  ///< The youngest; from 1.
    std::uint64_t graph_hash{0};
    std::int64_t begun_ns{0};             ///< When the session first began, wall clock.
    std::vector<DropRecord> drops;        ///< [drops of the graph] by DropId.
    std::vector<FailureReason> failures;  ///< In the order of epochs and ranks; all epochs.
    std::vector<Note> notes;              ///< By time.
    std::vector<EpochRecord> epochs;      ///< By epoch.
    std::vector<CutTail> cut;
    /// When files that no app of the graph makes had last been written when they were last read,
    /// ns since 1970 UTC. Not of all: sessions that began with templates record none.
    std::unordered_map<DropId, std::int64_t> inputs;
};

/// Whether \p journal_folder holds at least one segment.
[[nodiscard]] bool holds_journal(std::filesystem::path const& journal_folder);

/// The largest epoch of which \p journal_folder holds a segment; 0 when it holds none. A session
/// that starts anew takes the next one.
[[nodiscard]] std::uint32_t youngest_epoch(std::filesystem::path const& journal_folder);

/// Reads all segments of \p journal_folder (docs/reference/journal.md). O(events), 40 bytes of
/// memory a drop. May be called while ranks are writing: what they commit meanwhile is not seen.
/// \throws Error{io} naming segment and offset when a segment is damaged other than at its end; or
/// when there is none or none has a record, when they belong to different graphs, when one is of
/// a later format.
[[nodiscard]] SessionSnapshot read_session(std::filesystem::path const& journal_folder);

/// read_session(), or nothing when no record has been made yet: the session then begins anew.
[[nodiscard]] std::optional<SessionSnapshot> find_session(
    std::filesystem::path const& journal_folder);

}  // namespace atl::journal

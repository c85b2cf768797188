#include <fmt/format.h>

#include "atoll/core/error.hpp"
#include "atoll/journal/read_journal.hpp"
#include "atoll/journal/session_snapshot.hpp"

#include "journal/journal_files.hpp"
#include "journal/session_reducer.hpp"

namespace atl::journal {

bool holds_journal(std::filesystem::path const& journal_folder)
{
    return !list_segments(journal_folder).empty();
}

std::uint32_t youngest_epoch(std::filesystem::path const& journal_folder)
{
    auto const files = list_segments(journal_folder);
    return files.empty() ? 0 : files.back().epoch;
}

std::optional<SessionSnapshot> find_session(std::filesystem::path const& journal_folder)
{
    if (!holds_journal(journal_folder)) {
        return std::nullopt;
    }
    SessionReducer reducer;
    auto const segments = read_journal(
        journal_folder,
        [&](SegmentHead const& head, JournalRecord const& record) { reducer.add(head, record); });
    auto snapshot = std::move(reducer).finish();
    if (snapshot.epoch == 0) {
        return std::nullopt;
    }
    for (auto const& segment : segments) {
        if (segment.cut > 0) {
            snapshot.cut.push_back({segment.path, segment.good, segment.cut});
        }
    }
    return snapshot;
}

SessionSnapshot read_session(std::filesystem::path const& journal_folder)
{
    if (auto found = find_session(journal_folder)) {
        return *std::move(found);
    }
    throw Error{ErrorKind::io,
                fmt::format("the journal in '{}' holds no record yet", journal_folder.string()),
                "the session was stopped before its graph was deployed"};
}

}  // namespace atl::journal

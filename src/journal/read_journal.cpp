#include "atoll/journal/read_journal.hpp"

#include <optional>

#include <fmt/format.h>

#include "atoll/core/error.hpp"

#include "journal/journal_files.hpp"
#include "journal/segment_reader.hpp"

namespace atl::journal {
namespace {

[[noreturn]] void refuse(JournalFile const& file, std::string_view what, std::string hint = {})
{
    throw Error{ErrorKind::io,
                fmt::format("journal segment '{}' cannot be used: {}", file.path.string(), what),
                std::move(hint)};
}

/// Compares each segment with the one before.
class SegmentChain {
  public:
    /// To be called before \p file is read.
    void expect(JournalFile const& file) const
    {
        bool const continues =
            before_ && file.epoch == before_->epoch && file.rank == before_->rank;
        auto const wanted = continues ? before_->segment + 1 : 0;
        if (file.segment != wanted) {
            refuse(file, fmt::format("segment {} before it is missing", wanted));
        }
    }

    /// To be called with what \p file was.
    void add(JournalFile const& file, SegmentExtent const& extent)
    {
        if (extent.head) {
            check(file, *extent.head);
        }
        before_ = file;
        good_ = extent.good;
    }

  private:
    void check(JournalFile const& file, SegmentHead const& head)
    {
        auto const& identity = head.identity;
        if (identity.epoch != file.epoch || identity.rank != file.rank ||
            head.segment != file.segment) {
            refuse(file,
                   fmt::format("it is segment {} of rank {} in epoch {}: it was renamed",
                               head.segment,
                               identity.rank,
                               identity.epoch));
        }
        if (head.segment > 0 && good_ < head.previous) {
            refuse(*before_,
                   fmt::format("damaged at byte {}: it had {} bytes when the next one began",
                               good_,
                               head.previous));
        }
        if (!first_) {
            first_ = identity;
        } else if (first_->session_id != identity.session_id ||
                   first_->graph_hash != identity.graph_hash || first_->drops != identity.drops) {
            refuse(
                file,
                fmt::format("it is of session '{}' with graph {:016x} of {} drops, others are of "
                            "'{}' with {:016x} of {}",
                            identity.session_id,
                            identity.graph_hash,
                            identity.drops,
                            first_->session_id,
                            first_->graph_hash,
                            first_->drops));
        }
    }

    std::optional<JournalFile> before_;
    std::optional<JournalIdentity> first_;
    std::uint64_t good_{0};
};

}  // namespace

std::vector<SegmentReport> read_journal(
    std::filesystem::path const& journal_folder,
    std::function<void(SegmentHead const&, JournalRecord const&)> const& sink)
{
    auto const files = list_segments(journal_folder);
    if (files.empty()) {
        throw Error{ErrorKind::io,
                    fmt::format("there is no journal in '{}'", journal_folder.string()),
                    "the session has not begun, or was run by a program without journals"};
    }
    std::vector<SegmentReport> reports;
    SegmentChain chain;
    for (auto const& file : files) {
        chain.expect(file);
        auto const bytes = read_bytes(file.path);
        SegmentExtent extent;
        try {
            extent = read_segment(bytes, [&sink](auto const& head, auto const& record) {
                if (sink) {
                    sink(head, record);
                }
            });
        } catch (Error const& problem) {
            refuse(file, problem.problem());
        }
        chain.add(file, extent);
        reports.push_back(
            {file.path, file.epoch, file.rank, extent.records, extent.good, extent.cut});
    }
    return reports;
}

}  // namespace atl::journal

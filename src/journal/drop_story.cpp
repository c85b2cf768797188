#include "atoll/journal/drop_story.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "atoll/journal/read_journal.hpp"

namespace atl::journal {
namespace {

std::string text_of(JournalEvent const& event)
{
    std::string text{to_string(event.state)};
    if (event.duration_us > 0) {
        text += fmt::format(" after {:.3f} s", static_cast<double>(event.duration_us) * 1e-6);
    }
    if (event.bytes > 0) {
        text += fmt::format(", {} bytes", event.bytes);
    }
    if (event.durable) {
        text += ", on disk";
    }
    if (event.exit_code != 0) {
        text += fmt::format(", exit code {}", event.exit_code);
    }
    if (event.tries > 1) {
        text += fmt::format(", try {}", event.tries);
    }
    return text;
}

/// Gathers what concerns one drop.
class Storyteller {
  public:
    explicit Storyteller(DropId drop) : drop_(drop) {}

    void take(SegmentHead const& head, JournalRecord const& record)
    {
        if (!first_ns_) {
            first_ns_ = head.identity.begun_ns;
        }
        if (auto const* const batch = std::get_if<EventBatch>(&record)) {
            for (auto const& event : batch->events) {
                if (event.drop == drop_) {
                    add(head, event);
                }
            }
        } else if (auto const* const reason = std::get_if<ReasonGiven>(&record)) {
            if (reason->drop == drop_ && !lines_.empty()) {
                lines_.back().text += ": " + reason->text;
            }
        }
    }

    std::vector<StoryLine> finish() &&
    {
        std::ranges::stable_sort(lines_, {}, [](StoryLine const& line) {
            return std::pair{line.epoch, line.time};
        });
        return std::move(lines_);
    }

  private:
    void add(SegmentHead const& head, JournalEvent const& event)
    {
        auto const& identity = head.identity;
        auto const begun = static_cast<double>(identity.begun_ns - *first_ns_) * 1e-9;
        auto const end = begun + static_cast<double>(event.time_us) * 1e-6;
        lines_.push_back({end, identity.epoch, identity.rank, text_of(event)});
    }

    DropId drop_;
    std::optional<std::int64_t> first_ns_;
    std::vector<StoryLine> lines_;
};

}  // namespace

std::vector<StoryLine> drop_story(std::filesystem::path const& journal_folder, DropId drop)
{
    Storyteller teller{drop};
    read_journal(journal_folder, [&](SegmentHead const& head, JournalRecord const& record) {
        teller.take(head, record);
    });
    return std::move(teller).finish();
}

}  // namespace atl::journal

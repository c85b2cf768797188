#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "atoll/core/ids.hpp"
#include "atoll/journal/journal_event.hpp"

namespace atl::journal {

/// Events of many drops, as they were committed together.
struct EventBatch {
    std::vector<JournalEvent> events;
};
/// The island manager has started the ranks.
struct EpochBegun {
    std::vector<std::string> hosts;  ///< [ranks]
};
/// Why a drop failed.
struct ReasonGiven {
    DropId drop;
    std::string text;
};
/// A decision, or whatever else is worth a line.
struct NoteTaken {
    std::uint64_t time_us{0};  ///< Since the epoch began.
    std::string text;
};
/// A rank has ended before the session.
struct RankLost {
    std::uint64_t time_us{0};
    RankId rank;
};
/// The ranks have ended their work.
struct EpochEnded {
    std::uint64_t time_us{0};
    std::uint32_t status{0};  ///< ExitStatus.
    std::string reason;
};

/// Files that no app of the graph makes, as they were when they were read.
struct InputsSeen {
    struct Input {
        DropId drop;
        std::int64_t written_ns{0};  ///< When it was last written, as the file system says.

        friend bool operator==(Input const&, Input const&) = default;
    };
    std::vector<Input> inputs;
};

/// One record of a segment, docs/reference/journal.md.
using JournalRecord =
    std::variant<EventBatch, EpochBegun, ReasonGiven, NoteTaken, RankLost, EpochEnded, InputsSeen>;

}  // namespace atl::journal

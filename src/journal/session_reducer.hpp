#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "atoll/journal/journal_record.hpp"
#include "atoll/journal/segment_head.hpp"
#include "atoll/journal/session_snapshot.hpp"

namespace atl::journal {

/// Puts a session's snapshot together from its records, which come by epoch, rank and segment.
class SessionReducer {
  public:
    void add(SegmentHead const& head, JournalRecord const& record);

    /// What has been put together; the reducer is then used up.
    [[nodiscard]] SessionSnapshot finish() &&;

  private:
    void enter(SegmentHead const& head);
    /// Apps of the epoch that have begun and not ended will not: their ranks are gone.
    void lose_epoch();
    void lose_ranks();
    void take(EventBatch const& batch);
    void take(EpochBegun const& begun);
    void take(ReasonGiven const& reason);
    void take(NoteTaken const& note);
    void take(RankLost const& lost);
    void take(EpochEnded const& ended);
    void take(InputsSeen const& seen);
    EpochRecord& epoch();
    [[nodiscard]] double seconds(std::uint64_t epoch_us) const noexcept;

    SessionSnapshot snapshot_;
    std::uint32_t rank_{0};
    double epoch_start_{0};  ///< Seconds since the session first began.
    bool has_begun_{false};
};

}  // namespace atl::journal

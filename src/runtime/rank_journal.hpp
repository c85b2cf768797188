#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "atoll/core/clock.hpp"
#include "atoll/core/units.hpp"
#include "atoll/journal/durability.hpp"
#include "atoll/journal/journal_identity.hpp"
#include "atoll/journal/journal_record.hpp"
#include "atoll/journal/journal_writer.hpp"

#include "runtime/journal_feed.hpp"

namespace atl::runtime {

/// How a rank's journal is written.
struct JournalOptions {
    std::filesystem::path folder;
    Seconds interval{0};  ///< Between two commits; 0: as the folder's file system suggests.
    journal::Durability durability{journal::Durability::outputs};
    Seconds closes_within{5};  ///< How long close() waits for room.
    /// Asked by the journal's thread: false means that close() waits longer; empty: it does not.
    std::function<bool()> told_to_stop{};
    /// Called by whoever commits, with the epoch: a rank that was given up records nothing.
    std::function<void(std::uint32_t epoch)> before_commit{};
};

/// The journal of this rank, with the thread that writes it. Thread-safe.
class RankJournal {
  public:
    RankJournal(JournalOptions options, Clock const& clock);
    /// close().
    ~RankJournal();
    RankJournal(RankJournal const&) = delete;
    RankJournal& operator=(RankJournal const&) = delete;

    /// Begins to write; records that came before are written too. Again for the same rank and
    /// epoch: nothing. \throws Error{io} as JournalWriter.
    void open(journal::JournalIdentity const& identity);
    /// From now on \p feed is asked at every commit, until leave().
    void follow(JournalFeed& feed);
    /// Takes the feed's last news and forgets it.
    void leave();

    void add(journal::JournalRecord record);
    /// As add(NoteTaken), with the present time.
    void note(std::string text);
    /// Microseconds since the epoch began; 0 before open().
    [[nodiscard]] std::uint64_t now_us() const;

    /// Commits now what there is. \returns whether it could.
    bool flush();
    /// Writes all, waiting for room if there is none as the options say, and ends the thread.
    void close() noexcept;

    /// True while commits fail. From any thread, cheap.
    [[nodiscard]] bool waits_for_room() const noexcept
    {
        return waits_.load(std::memory_order_relaxed);
    }
    /// Returns when the journal can be written again, or \p stop is requested.
    void wait_for_room(std::stop_token const& stop) const;

    [[nodiscard]] journal::Durability durability() const noexcept { return options_.durability; }

  private:
    void run();
    /// True when what could not be written since \p begun_ns is given up.
    [[nodiscard]] bool gives_up(std::int64_t begun_ns) const;
    bool commit();
    void judge(bool committed);
    [[nodiscard]] std::chrono::nanoseconds interval() const;

    JournalOptions options_;
    Clock const& clock_;
    mutable std::mutex lock_;  ///< Guards all below but waits_.
    std::condition_variable wake_;
    std::optional<journal::JournalIdentity> identity_;
    std::unique_ptr<journal::JournalWriter> writer_;
    std::vector<journal::JournalRecord> records_;  ///< Not given to the writer yet.
    JournalFeed* feed_{nullptr};
    JournalFeed::News news_;
    std::int64_t failed_ns_{0};  ///< When the last commit failed; 0: it did not.
    std::uint64_t commits_{0};
    bool closing_{false};
    // Written under lock_, read by workers. Relaxed: it orders nothing else.
    std::atomic<bool> waits_{false};
    std::thread thread_;
};

}  // namespace atl::runtime

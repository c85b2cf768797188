#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <vector>

#include "atoll/drops/drop_runner.hpp"
#include "atoll/engine/drop_log.hpp"
#include "atoll/engine/engine.hpp"
#include "atoll/graph/part.hpp"
#include "atoll/journal/durability.hpp"
#include "atoll/journal/journal_event.hpp"
#include "atoll/journal/journal_record.hpp"

#include "runtime/mishaps.hpp"
#include "runtime/output_sync.hpp"

namespace atl::runtime {

/// What a rank's drops have done since it was last asked, for its journal.
///
/// log() is filled by the engine, deleted() is called by workers; collect() by the journal's thread
/// only.
class JournalFeed {
  public:
    /// What the feed looks at; outlives it.
    struct Sources {
        graph::Part const& part;
        engine::Engine const& engine;
        drops::DropRunner const& runner;
        Mishaps const& mishaps;
        std::int64_t start_offset_ns{0};  ///< From the epoch's beginning to the engine's.
    };
    /// What was collected.
    struct News {
        std::vector<journal::JournalEvent> events;
        /// Of content that is gone, to be recorded after `events`: a block has its events in any
        /// order.
        std::vector<journal::JournalEvent> deletions;
        std::vector<journal::ReasonGiven> reasons;
        journal::InputsSeen inputs;
    };

    JournalFeed(unsigned workers, journal::Durability durability)
        : log_(workers), durability_(durability)
    {
    }

    /// Before the engine starts.
    void attach(Sources const& sources) { sources_.emplace(sources); }

    [[nodiscard]] engine::DropLog& log() noexcept { return log_; }

    /// The content of own data drop \p data is gone. From any thread.
    void deleted(std::uint32_t data) noexcept;

    /// Empties the rings into memory, so that no worker waits for the disk. The journal's thread,
    /// as often as it can.
    void drain();

    /// Adds what has happened to \p news; outputs that are to be flushed are on disk when it
    /// returns.
    void collect(News& news);

    /// Data drops that were flushed, and seconds that it took.
    [[nodiscard]] std::uint64_t flushed() const noexcept { return flushed_; }
    [[nodiscard]] double flush_seconds() const noexcept { return flush_seconds_; }

  private:
    void take(std::uint32_t drop, engine::DropLog::News what, News& news);
    [[nodiscard]] journal::JournalEvent event_of(std::uint32_t drop, DropState state) const;
    void describe_app(std::uint32_t app, journal::JournalEvent& event, News& news);
    void explain(std::uint32_t drop, journal::JournalEvent& event, News& news) const;
    void describe_data(std::uint32_t data, journal::JournalEvent& event);
    void look_at_input(std::uint32_t data, DropId drop, News& news) const;
    void take_deleted(News& news);
    void flush_outputs(News& news, std::size_t first);
    std::vector<int> flush(std::vector<std::filesystem::path> const& places);
    /// Data that apps of these news have written and whose own end is not among them.
    [[nodiscard]] std::vector<std::uint32_t> take_written();
    [[nodiscard]] bool is_written_here(std::uint32_t data) const;

    /// A data drop in a file whose event waits until it is flushed.
    struct Output {
        std::size_t event{0};  ///< Place among the news.
        std::uint32_t data{0};
        std::filesystem::path path;
    };

    /// What was drained and not collected yet.
    struct Heard {
        std::uint32_t drop{0};
        engine::DropLog::News what{engine::DropLog::News::ended};
    };

    engine::DropLog log_;
    std::vector<Heard> heard_;
    journal::Durability durability_;
    std::optional<Sources> sources_;
    OutputSync sync_;
    std::vector<Output> outputs_;
    std::vector<std::uint32_t> written_;  ///< Outputs of apps that have finished.
    std::uint64_t flushed_{0};
    double flush_seconds_{0};
    std::mutex deleted_lock_;
    std::vector<std::uint32_t> deleted_;  // guarded by deleted_lock_
};

}  // namespace atl::runtime

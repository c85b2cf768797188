#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "atoll/core/drop_state.hpp"
#include "atoll/core/restored_drop.hpp"
#include "atoll/drops/io_thread.hpp"
#include "atoll/drops/payload.hpp"
#include "atoll/graph/part.hpp"

namespace atl {
class LogSink;
}

namespace atl::process {
class LaunchHelper;
}

namespace atl::drops {

/// What becomes of the content of memory drops that nobody on any rank reads.
enum class UnreadContent : std::uint8_t {
    release,  ///< Freed when it is complete; its size stays known.
    keep,     ///< Kept until the runner's end, for content().
};

/// A try of an app, as others know it.
struct TryName {
    std::string const& uid;
    std::uint32_t epoch{1};      ///< RunnerOptions::epoch.
    std::string const& staging;  ///< RunnerOptions::staging.
};

/// Where a rank's drops live and what they may use.
struct RunnerOptions {
    std::string session_id;
    std::uint32_t rank{0};
    std::filesystem::path session_folder;  ///< Absolute; all ranks see it.
    std::filesystem::path data_folder;     ///< Absolute; where relative paths lead. Exists.
    /// Absolute; of this rank alone, in memory where possible (/dev/shm/...); exists. Whoever made
    /// it removes it with all its content at the session's end, whatever happens.
    std::filesystem::path scratch_folder;
    /// Of the session; after the first, ranks that are gone may have left half a file.
    std::uint32_t epoch{1};
    std::int64_t session_start_ns{0};          ///< Wall clock, UTC; the same on all ranks.
    process::LaunchHelper* launcher{nullptr};  ///< Starts processes; outlives the runner.
    IoThread* io{nullptr};                     ///< For HDF5; outlives the runner.
    LogSink* log{nullptr};  ///< What apps print; outlives the runner; nullptr: lost.
    std::stop_token stop;   ///< Requested: the session is being cancelled.
    UnreadContent unread{UnreadContent::release};
    /// Sets what is staged here on the shared file system apart from what others stage for the same
    /// drops; empty on a rank that owns its drops: owner_staging() of the epoch.
    /// DropRunner::finish_elsewhere takes it over.
    std::string staging{};
    /// Makes what is appended to the launch helper's receipts when the process of a try that begins
    /// now has ended well; empty: nothing is.
    std::function<std::string(TryName const&)> receipt{};
    /// Called with `epoch` before a file in its final place is made or removed, on the thread that
    /// does it: a rank that was given up must not get further than this.
    std::function<void(std::uint32_t epoch)> before_files_change{};
    /// Told of every own data drop that was deleted because its template asks for it
    /// (`expireAfterUse`, `lifespan`), on the thread that ended the last use or called expire().
    std::function<void(std::uint32_t data)> deleted;
};

/// How one try of an app drop ended.
struct AppRun {
    enum class Status : std::uint8_t { finished, failed };

    Status status{Status::finished};
    int exit_code{0};    ///< Of the process, 128 + signal; 0 or 1 for code in this process.
    std::string reason;  ///< Why it failed, with the drop's uid; empty when it did not.
    std::vector<std::uint32_t> skipped;  ///< Local indexes of outputs on a branch not taken.
};

/// An input of an app as somebody who runs the app elsewhere has to be given it.
struct InputContent {
    bool available{true};  ///< False: its producer was skipped or failed.
    Payload content;       ///< What the owner's carriage() says; empty when that is none.
};

/// What came of an app that was run elsewhere.
struct ElsewhereRun {
    AppRun::Status status{AppRun::Status::finished};
    int exit_code{0};
    std::string reason;                  ///< As AppRun::reason.
    std::vector<std::uint32_t> skipped;  ///< Places of outputs on a branch not taken.
    std::vector<Payload> outputs;        ///< [outputs of the app] Content that has to travel.
    std::string staging;  ///< RunnerOptions::staging of where it ran: there its files are.
};

/// How the publication of a data drop ended.
struct DataResult {
    std::string error;      ///< Why it failed, with the drop's uid; empty when it did not.
    std::uint64_t size{0};  ///< Bytes.

    [[nodiscard]] bool ok() const noexcept { return error.empty(); }
};

/// What a rank that does not own a data drop must be sent before it can use it.
enum class Carriage : std::uint8_t {
    none,   ///< Nothing: it has no content, or its path follows from the graph.
    path,   ///< content() is its path, a short text; the bytes are on the shared file system.
    bytes,  ///< content() is its content.
};

/// Runs the app drops and keeps the data drops of one rank.
///
/// Drops are named by their local index in the part. Thread-safe: all workers call it at once,
/// except that calls for one drop come one after the other and producers come before publish(),
/// publish() before consumers. No call throws; failures are values with a reason for people.
///
/// Content of memory drops is counted, not the engine's business: it is freed when every local
/// consumer has ended for good (run_app, or settled) and every other rank was served (served()).
class DropRunner {
  public:
    /// \throws Error{invalid_graph} with everything that is wrong: parameters, missing libraries,
    /// components that this installation does not have.
    DropRunner(graph::Part const& part, RunnerOptions options);
    ~DropRunner();
    DropRunner(DropRunner const&) = delete;
    DropRunner& operator=(DropRunner const&) = delete;

    /// Takes over drops that keep their state from an earlier epoch (Engine::restore): their
    /// content counts as published, and readers among them have read. Once, before anything else;
    /// `deleted` may be called meanwhile. \param drops  [part.size()]
    void restore(std::span<RestoredDrop const> drops);

    /// True when ranks that read \p data need to be sent something before they can, though it is
    /// complete from an earlier epoch: its owner tells them of it again.
    [[nodiscard]] bool announces(std::uint32_t data) const noexcept;

    /// True when content of own data drop \p data from an earlier epoch is there to be read.
    [[nodiscard]] bool outlived(std::uint32_t data) noexcept;

    /// When the file of own data drop \p data was last written, wall clock; 0 when it has none.
    [[nodiscard]] std::int64_t written_ns(std::uint32_t data) noexcept;

    /// Runs own app \p app and waits for its end. \p attempt counts from 1; a failure is final, and
    /// the inputs are let go, when \p attempt reaches the template's n_tries.
    [[nodiscard]] AppRun run_app(std::uint32_t app, unsigned attempt, unsigned worker) noexcept;

    /// All producers of own data drop \p data have ended: makes its content visible and constant.
    [[nodiscard]] DataResult publish(std::uint32_t data) noexcept;

    /// Own drop or ghost \p drop ended in \p state (error, skipped, cancelled) without run_app() or
    /// publish(): lets its inputs go and removes what was written of it.
    void settled(std::uint32_t drop, DropState state) noexcept;

    /// What has to travel with the event of \p data to a rank that reads it, or to the owner when
    /// \p data is a ghost that an app here has written.
    [[nodiscard]] Carriage carriage(std::uint32_t data) const noexcept;

    /// What carriage() says. Own data drop: after publish(). Ghost: what apps here have written, to
    /// be provided at its owner; forgotten here by the call.
    [[nodiscard]] Payload content(std::uint32_t data) noexcept;

    /// One other rank has got what it needs of own data drop \p data (or of nothing, when
    /// carriage() is none): one call for each entry of the part's remotes.
    void served(std::uint32_t data) noexcept;

    /// Content that came from another rank. Ghost: the published content, before any consumer runs.
    /// Own data drop: what a remote producer has written, before publish(); contributions are
    /// appended in the order of the calls.
    void provide(std::uint32_t data, Payload content) noexcept;

    /// Deletes own data whose `lifespan` has passed, as soon as nobody reads it or has yet to. To
    /// be called often, by one thread. A lifespan begins with the first call after the data's
    /// completion. \param now_ns  on a monotonic clock. \param completed  Whether data drop `data`,
    /// which publish() was called for, is known to be complete to everybody by now.
    void expire(std::int64_t now_ns, std::function<bool(std::uint32_t data)> const& completed);

    /// True when apps of the template may be run by somebody who does not own them, on another
    /// node: none of them writes where it cannot be undone, or is bound to this node.
    [[nodiscard]] bool may_run_elsewhere(std::uint32_t template_index) const noexcept;

    /// Content of \p data, an input of an own app that is ready, for a run elsewhere; stays here.
    /// Nothing when it cannot be read.
    [[nodiscard]] std::optional<InputContent> input(std::uint32_t data) noexcept;

    /// Bytes that would have to travel if own app \p app, which is ready, were run elsewhere.
    [[nodiscard]] std::uint64_t input_bytes(std::uint32_t app) const noexcept;

    /// As run_app(), with what came of the try elsewhere instead of a try here.
    [[nodiscard]] AppRun finish_elsewhere(std::uint32_t app,
                                          unsigned attempt,
                                          ElsewhereRun run) noexcept;

    /// True when everything that a try of own app \p app under the key \p staging (owner_staging():
    /// on a rank that owned it) has written is in files on the shared file system, though nobody
    /// was told.
    [[nodiscard]] bool is_left_on_disk(std::uint32_t app, std::string const& staging) noexcept;

    /// True when what producers of own data drop \p data have written under the key \p staging is
    /// on the shared file system.
    [[nodiscard]] bool is_staged(std::uint32_t data, std::string const& staging) noexcept;

    /// Makes what such a try has left what a try here has left: run_app() is not needed, publish()
    /// is. \returns where it is, for who wants to flush it; nothing when it could not be moved.
    [[nodiscard]] std::optional<std::vector<std::filesystem::path>> take_over(
        std::uint32_t app, std::string const& staging) noexcept;

    /// Removes what a try of own app \p app under the key \p staging has left on the shared file
    /// system.
    void disown(std::uint32_t app, std::string const& staging) noexcept;

    /// True when no drop of the template needs run_app() or publish() or settled(): nothing would
    /// happen.
    [[nodiscard]] bool trivial(std::uint32_t template_index) const noexcept;

    /// True when completed own data drop \p data is still there after the rank has ended: its
    /// content is on the shared file system, or it has none.
    [[nodiscard]] bool outlives_rank(std::uint32_t data) const noexcept;

    /// Where own data drop \p data is on the shared file system, a file or a folder; empty when it
    /// is not there.
    [[nodiscard]] std::filesystem::path stored_at(std::uint32_t data) const noexcept;
    /// Where what producers write to data drop \p data waits, a folder, until publish(); empty when
    /// it is not staged.
    [[nodiscard]] std::filesystem::path staged_at(std::uint32_t data) const noexcept;

    /// Bytes of \p data, as far as they are known here.
    [[nodiscard]] std::uint64_t size(std::uint32_t data) const noexcept;

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace atl::drops

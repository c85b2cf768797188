#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "atoll/core/clock.hpp"
#include "atoll/core/drop_state.hpp"
#include "atoll/core/restored_drop.hpp"
#include "atoll/engine/counters.hpp"
#include "atoll/engine/drop_host.hpp"
#include "atoll/engine/drop_log.hpp"
#include "atoll/engine/interval.hpp"
#include "atoll/engine/lent_app.hpp"
#include "atoll/engine/topology.hpp"

namespace atl::engine {

/// Size of an engine.
struct EngineOptions {
    unsigned workers{1};    ///< Threads that will call work() or work_some(); >= 1.
    unsigned cpus{1};       ///< CPUs that running apps may take together, 1..4095.
    DropLog* log{nullptr};  ///< Told of every drop; outlives the engine; nullptr: nobody is.
};

/// News of another rank's drop.
struct RemoteEvent {
    DropIndex ghost;
    DropEvent event{DropEvent::completed};
};

/// What a call of Engine::work_some found.
enum class Activity : std::uint8_t {
    busy,   ///< The limit was reached; there may be more to do now.
    idle,   ///< Nothing to do until another worker or a remote event makes a drop ready.
    ended,  ///< Every drop is in a final state, or the engine was cancelled or ended.
};

/// Runs the drops that one rank owns, driven by their events alone.
///
/// The engine has no threads of its own: the runtime calls work() on one thread per worker, or
/// work_some() from a single-threaded loop. Nothing is allocated after construction, and no lock is
/// taken per drop. Topology, host and clock must outlive the engine.
class Engine {
  public:
    /// \throws Error{internal} when \p topology contradicts itself, naming the drop.
    Engine(Topology const& topology, DropHost& host, Clock const& clock, EngineOptions options);
    ~Engine();
    Engine(Engine const&) = delete;
    Engine& operator=(Engine const&) = delete;

    /// Begin where an earlier epoch of the session ended: drops that \p drops keeps are in their
    /// final state, counted, and known to their local successors; no host call is made for them,
    /// nobody on another rank is told, and later events for them are ignored. Ghosts that are kept
    /// count as heard of. Once, before start().
    ///
    /// A kept app that skipped some of its outputs (a branch) must have them all kept: which of the
    /// others it chose is not known any more.
    /// \param drops  [owned + ghosts], or empty: nothing is kept.
    void restore(std::span<RestoredDrop const> drops);

    /// Make the roots ready: data without producers, apps without inputs. Once, from any thread,
    /// but not at the same time as remote_events.
    void start() noexcept;

    /// Run drops until all are in a final state or the engine is stopped; sleeps when there is
    /// nothing to do. Each worker from one thread at a time.
    void work(WorkerId worker) noexcept;

    /// Run drops until about \p limit of them are done or none is ready; never sleeps.
    [[nodiscard]] Activity work_some(WorkerId worker, std::size_t limit) noexcept;

    /// Take in news of other ranks' drops. Runs no drop. From one thread at a time; each ghost's
    /// event at most once. Events after cancel() or end_session() are ignored.
    void remote_events(std::span<RemoteEvent const> events) noexcept;

    /// As remote_events, for one.
    void remote_event(DropIndex ghost, DropEvent event) noexcept;

    /// The best ready app to be run outside the workers, of at most \p most_cpus CPUs and with
    /// Lending::allowed, for which \p fits is true; nothing while a worker here could take it. It
    /// occupies no CPUs of this engine. Exactly one call of finish_app() or return_app() must
    /// follow, which a stop of the engine waits for as it does for apps that its workers run. This
    /// and the two others from one thread at a time.
    [[nodiscard]] std::optional<LentApp> take_app(unsigned most_cpus, AppFilter fits) noexcept;

    /// A try of \p app outside has ended. After a failure it becomes ready again while the
    /// template's n_tries allow. Calls the host as worker EngineOptions::workers + 1 does.
    void finish_app(DropIndex app, AppOutcome outcome) noexcept;

    /// \p app was not run outside after all: it is ready again, and no try is charged.
    void return_app(DropIndex app) noexcept;

    /// Start no more drops; those that are not in a final state become CANCELLED as soon as no
    /// worker is inside a drop. An app that succeeds in spite of it counts as finished. From any
    /// thread.
    void cancel() noexcept;

    /// As cancel(), for a session whose end drop completed: what is left becomes SKIPPED, and
    /// running apps end as usual.
    void end_session() noexcept;

    /// True when every drop is in a final state. From any thread; all states are then visible to
    /// it.
    [[nodiscard]] bool finished() const noexcept;

    /// From any thread, at any time.
    [[nodiscard]] Counters counters() const noexcept;

    /// State of own drop \p drop. From any thread, at any time.
    [[nodiscard]] DropState state(DropIndex drop) const noexcept;

    /// When \p drop ran, or was settled; nothing before that, nor for a drop that restore() kept.
    /// An app that runs has duration 0. Drops without host calls may be some microseconds off.
    [[nodiscard]] std::optional<Interval> interval(DropIndex drop) const noexcept;

    /// How often app \p app was started, in earlier epochs too, at most 255 are counted; 0 if it
    /// did not run.
    [[nodiscard]] unsigned tries(DropIndex app) const noexcept;

    /// Completed data \p data will not be read any more. From any thread, once per drop; within its
    /// DropHost::publish too, when nobody reads it at all.
    void mark_expired(DropIndex data) noexcept;

    /// The content of expired data \p data is gone. From any thread, once per drop.
    void mark_deleted(DropIndex data) noexcept;

    /// Bytes that the engine itself holds, without the topology.
    [[nodiscard]] std::size_t memory() const noexcept;

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace atl::engine

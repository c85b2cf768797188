#pragma once

#include <cstdint>
#include <span>

#include "atoll/core/drop_state.hpp"
#include "atoll/core/ids.hpp"
#include "atoll/engine/topology.hpp"

namespace atl::engine {

/// A worker thread of this rank, 0..workers-1.
using WorkerId = Id<struct WorkerTag>;

/// What a drop tells those who wait for it.
enum class DropEvent : std::uint8_t {
    completed,  ///< Its result is there.
    failed,     ///< It ended in error.
    skipped,    ///< It was skipped.
};

/// How one attempt at an app ended.
struct AppOutcome {
    enum class Status : std::uint8_t {
        finished,         ///< Well.
        failed,           ///< Not well; tried again while the template's n_tries allow.
        failed_for_good,  ///< Not well, and another try would not help.
    };
    Status status{Status::finished};
    /// Outputs that get "skipped" (finished apps only; how a branch is told). Bit i is the i-th of
    /// the app's own successors; the bits after them are its entries in Topology::remotes. Outputs
    /// beyond the 64th cannot be skipped.
    std::uint64_t skipped_outputs{0};
};

/// How the publication of a data drop ended.
enum class DataOutcome : std::uint8_t { completed, error };

/// What the engine has done to drops: run them, publish them, tell others. Implemented by the
/// runtime.
///
/// All members are called on worker threads (on the thread that calls Engine::cancel or end_session
/// when no worker is inside the engine) and from several at once, never twice for the same drop at
/// the same time. None may throw: whatever goes wrong in a drop is a value.
class DropHost {
  public:
    DropHost(DropHost const&) = delete;
    DropHost& operator=(DropHost const&) = delete;
    virtual ~DropHost() = default;

    /// Run \p app; blocks until it has ended. \p attempt counts from 1. May still be called for a
    /// few apps after Engine::cancel, by workers that had taken them before.
    [[nodiscard]] virtual AppOutcome run_app(DropIndex app,
                                             unsigned attempt,
                                             WorkerId worker) noexcept = 0;

    /// All producers of \p data are done: make its content visible. Called once per data drop, for
    /// roots too.
    [[nodiscard]] virtual DataOutcome publish(DropIndex data, WorkerId worker) noexcept = 0;

    /// \p drop ended in \p state without run_app or publish: by its inputs, by cancellation or by
    /// the end of the session. Whatever it would have read can be released.
    virtual void settled(DropIndex drop, DropState state, WorkerId worker) noexcept = 0;

    /// Tell the ranks in \p targets of \p drop. Called before the drop's own successors hear of it.
    virtual void notify(DropIndex drop,
                        DropEvent event,
                        std::span<RemoteTarget const> targets,
                        WorkerId worker) noexcept = 0;

    /// A drop that ends the session has completed. The engine goes on until end_session is called.
    virtual void session_end_reached(DropIndex drop, WorkerId worker) noexcept = 0;

    /// \p worker has found nothing to do and is about to sleep (Engine::work) or to return
    /// (Engine::work_some): the moment to send what was held back. May be called often.
    virtual void worker_idle(WorkerId worker) noexcept = 0;

  protected:
    DropHost() = default;
};

}  // namespace atl::engine

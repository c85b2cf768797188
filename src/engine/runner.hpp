#pragma once

#include <cstdint>
#include <span>

#include "atoll/engine/drop_host.hpp"

#include "engine/ready_lists.hpp"
#include "engine/shared.hpp"

namespace atl::engine {

/// Takes one drop after another through the end of its life on one worker: runs or publishes it,
/// sets its state, tells those who wait for it. What becomes ready by that goes to the worker's
/// ReadyLists.
class Runner {
  public:
    Runner(Shared& shared, WorkerId worker, ReadyLists& ready) noexcept
        : shared_(shared),
          worker_(worker),
          ready_(ready),
          counters_(shared.slots[worker.index()].counters)
    {
    }

    /// Run, publish or settle \p drop, which is ready.
    void run(std::uint32_t drop) noexcept;

    /// The last try of \p app, which ran elsewhere, ended with \p outcome.
    void conclude(std::uint32_t app, AppOutcome outcome) noexcept;

    /// Count down what was held back of an app with many inputs. To be called every now and then,
    /// and before the worker rests.
    void flush() noexcept;

    /// Read the clock for the drops that come next.
    void refresh_time() noexcept;

    /// Time has passed since the last drop.
    void forget_time() noexcept { now_is_fresh_ = false; }

  private:
    /// Leave nothing behind that others might wait for while the host takes its time.
    void step_out() noexcept;
    void run_app(std::uint32_t app, DropCell& cell) noexcept;
    [[nodiscard]] AppOutcome try_app(std::uint32_t app, DropCell& cell) noexcept;
    void conclude_app(std::uint32_t app, DropCell& cell, AppOutcome outcome) noexcept;
    void complete_data(std::uint32_t data, DropCell& cell) noexcept;
    void settle_doomed(std::uint32_t drop, DropCell& cell) noexcept;
    /// Sets the state for good. The drop is counted only after everybody was told of it, so that a
    /// rank whose drops are all counted has nothing left to say.
    void close(std::uint32_t drop, DropCell& cell, DropState state) noexcept;
    /// Tells the log, if there is one, that state and times of \p drop will not change.
    void log_end(std::uint32_t drop) noexcept;

    void tell(std::uint32_t drop, DropCell const& cell, DropEvent event) noexcept;
    void notify(std::uint32_t drop,
                DropEvent event,
                std::span<RemoteTarget const> targets) noexcept;
    void tell_branches(std::uint32_t app, std::uint64_t skipped) noexcept;
    void tell_outputs(std::uint32_t app) noexcept;
    void tell_consumers(std::uint32_t data) noexcept;
    void deliver(std::uint32_t drop, DropEvent event) noexcept;
    void deliver_slowly(std::uint32_t drop, DropCell& cell, DropEvent event) noexcept;
    void combine(std::uint32_t app) noexcept;
    void own(std::uint32_t drop, DropCell& cell) noexcept;

    Shared& shared_;
    WorkerId worker_;
    ReadyLists& ready_;
    WorkerCounters& counters_;
    std::int64_t now_ns_{0};    ///< Last reading of the clock.
    std::uint64_t now_{0};      ///< Packed Interval of a drop that takes no time then.
    bool now_is_fresh_{false};  ///< The last app ended at now_ns_, and nothing long happened since.
    std::uint32_t held_app_{no_drop};  ///< App with many inputs that has uncounted events here, ...
    std::uint32_t held_events_{0};     ///< ... and how many.
};

}  // namespace atl::engine

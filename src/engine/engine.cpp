#include "atoll/engine/engine.hpp"

#include <algorithm>
#include <vector>

#include "atoll/core/contracts.hpp"

#include "engine/arrival.hpp"
#include "engine/outside.hpp"
#include "engine/remote_inbox.hpp"
#include "engine/restore.hpp"
#include "engine/shared.hpp"
#include "engine/worker.hpp"

namespace atl::engine {

class Engine::Impl {
  public:
    Impl(Topology const& topology, DropHost& host, Clock const& clock, EngineOptions options)
        : shared(topology, host, clock, options), inbox(shared), outside(shared)
    {
        workers.reserve(shared.workers);
        for (unsigned id = 0; id < shared.workers; ++id) {
            workers.push_back(std::make_unique<Worker>(shared, WorkerId{id}));
        }
    }

    void stop(DropState rest) noexcept
    {
        auto const duty = shared.gate.stop(rest);
        shared.parking.wake_all();
        perform(duty);
    }

    void perform(Gate::Duty duty) noexcept
    {
        if (duty == Gate::Duty::settle_rest) {
            settle_rest();
        }
    }

    /// Nobody is inside the engine any more, nor will be: the counters of worker 0 may be written.
    void settle_rest() noexcept
    {
        auto const rest = shared.gate.rest();
        auto const now = pack({.start_ns = shared.now_ns(), .duration_ns = 0});
        for (std::uint32_t drop = 0; drop < shared.topology.owned; ++drop) {
            auto& cell = shared.cells[drop];
            if (!is_final(cell.current())) {
                cell.slot.store(now, std::memory_order_relaxed);
                cell.set(rest);
                if (shared.log != nullptr) {
                    shared.log->ended(0, drop);
                }
                shared.host.settled(DropIndex{drop}, rest, WorkerId{0});
                shared.slots.front().counters.count(cell.kind(), rest);
            }
        }
        shared.host.worker_idle(WorkerId{0});
    }

    Shared shared;
    RemoteInbox inbox;
    Outside outside;
    std::vector<std::unique_ptr<Worker>> workers;
    std::uint32_t end_drop{no_drop};  ///< Ends the session and was completed in an earlier epoch.
};

Engine::Engine(Topology const& topology, DropHost& host, Clock const& clock, EngineOptions options)
    : impl_(std::make_unique<Impl>(topology, host, clock, options))
{
}

Engine::~Engine() = default;

void Engine::restore(std::span<RestoredDrop const> drops)
{
    impl_->end_drop = restore_cells(impl_->shared, drops);
    impl_->inbox.take_in(news_of(drops));
}

void Engine::start() noexcept
{
    auto& shared = impl_->shared;
    if (shared.gate.enter()) {
        impl_->inbox.admit_roots();
        if (impl_->end_drop != no_drop) {
            shared.host.session_end_reached(DropIndex{impl_->end_drop}, WorkerId{0});
        }
    }
    impl_->perform(shared.gate.leave());
}

void Engine::work(WorkerId worker) noexcept
{
    auto& shared = impl_->shared;
    if (shared.gate.enter()) {
        impl_->workers[worker.index()]->work();
    }
    impl_->perform(shared.gate.leave());
}

Activity Engine::work_some(WorkerId worker, std::size_t limit) noexcept
{
    auto& shared = impl_->shared;
    auto activity = Activity::ended;
    if (shared.gate.enter()) {
        activity = impl_->workers[worker.index()]->work_some(limit);
    }
    impl_->perform(shared.gate.leave());
    return activity;
}

void Engine::remote_events(std::span<RemoteEvent const> events) noexcept
{
    auto& shared = impl_->shared;
    if (shared.gate.enter()) {
        impl_->inbox.take_in(events);
    }
    impl_->perform(shared.gate.leave());
}

void Engine::remote_event(DropIndex ghost, DropEvent event) noexcept
{
    RemoteEvent const only{.ghost = ghost, .event = event};
    remote_events({&only, 1});
}

std::optional<LentApp> Engine::take_app(unsigned most_cpus, AppFilter fits) noexcept
{
    auto& shared = impl_->shared;
    std::optional<LentApp> taken;
    if (shared.gate.enter()) {
        taken = impl_->outside.take({most_cpus, fits});
    }
    if (!taken) {
        impl_->perform(shared.gate.leave());
    }
    return taken;  // Its place inside the gate is left by finish_app or return_app.
}

void Engine::finish_app(DropIndex app, AppOutcome outcome) noexcept
{
    impl_->outside.finish(app.value, outcome);
    impl_->perform(impl_->shared.gate.leave());
}

void Engine::return_app(DropIndex app) noexcept
{
    impl_->outside.give_back(app.value);
    impl_->perform(impl_->shared.gate.leave());
}

void Engine::cancel() noexcept
{
    impl_->stop(DropState::cancelled);
}

void Engine::end_session() noexcept
{
    impl_->stop(DropState::skipped);
}

bool Engine::finished() const noexcept
{
    return impl_->shared.all_settled();
}

Counters Engine::counters() const noexcept
{
    return impl_->shared.counters();
}

DropState Engine::state(DropIndex drop) const noexcept
{
    return impl_->shared.cells[drop.index()].current();
}

std::optional<Interval> Engine::interval(DropIndex drop) const noexcept
{
    auto const& cell = impl_->shared.cells[drop.index()];
    auto const state = cell.current();
    if ((!is_final(state) && state != DropState::running) || cell.was_restored()) {
        return std::nullopt;
    }
    return unpack_interval(cell.slot.load(std::memory_order_relaxed));
}

unsigned Engine::tries(DropIndex app) const noexcept
{
    auto const& cell = impl_->shared.cells[app.index()];
    unsigned const counted = cell.tries.load(std::memory_order_relaxed);
    return counted == 0 && cell.current() == DropState::finished ? 1 : counted;
}

void Engine::mark_expired(DropIndex data) noexcept
{
    auto& cell = impl_->shared.cells[data.index()];
    ATOLL_EXPECT(cell.kind() == DropKind::data);
    ATOLL_EXPECT(cell.current() == DropState::completed || !is_final(cell.current()));
    cell.set(DropState::expired);
}

void Engine::mark_deleted(DropIndex data) noexcept
{
    auto& cell = impl_->shared.cells[data.index()];
    ATOLL_EXPECT(next_state(cell.kind(), cell.current(), DropTrigger::content_removed));
    cell.set(DropState::deleted);
}

std::size_t Engine::memory() const noexcept
{
    auto const& shared = impl_->shared;
    return sizeof(Impl) + shared.cells.size_bytes() + shared.slots.size() * sizeof(WorkerSlot) +
           impl_->workers.size() * sizeof(Worker);
}

}  // namespace atl::engine

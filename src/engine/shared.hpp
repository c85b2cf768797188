#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "atoll/core/clock.hpp"
#include "atoll/engine/counters.hpp"
#include "atoll/engine/drop_host.hpp"
#include "atoll/engine/engine.hpp"
#include "atoll/engine/topology.hpp"

#include "engine/admission.hpp"
#include "engine/drop_cell.hpp"
#include "engine/gate.hpp"
#include "engine/parking.hpp"
#include "engine/ready_stacks.hpp"
#include "engine/worker_counters.hpp"

namespace atl::engine {

/// What a worker offers to the others.
struct WorkerSlot {
    ReadyStacks ready;
    WorkerCounters counters;
};

/// All that the workers of one engine share. Each member says itself who may touch it when.
struct Shared {
    /// \throws Error{internal} when \p graph contradicts itself, naming the drop.
    Shared(Topology const& graph, DropHost& drop_host, Clock const& time, EngineOptions options);

    Topology const topology;
    DropHost& host;
    Clock const& clock;
    DropLog* const log;                         ///< Or nullptr.
    std::int64_t const start_ns;                ///< Reading of `clock` that counts as 0.
    std::unique_ptr<DropCell[]> const storage;  ///< [owned]
    std::span<DropCell> const cells;            ///< All of `storage`.
    unsigned const workers;
    bool const cpus_limited;  ///< False when no app can ever have to wait for CPUs.
    /// One per worker, one for remote events, and one for apps outside the workers.
    std::vector<WorkerSlot> slots;
    ReadyStacks deferred;  ///< Apps for which no CPUs were free.
    Admission admission;
    Gate gate;
    Parking parking;

    [[nodiscard]] TemplateRules const& rules_of(std::uint32_t drop) const noexcept
    {
        return topology.rules_of(DropIndex{drop});
    }

    /// Index of the slot of apps outside the workers.
    [[nodiscard]] std::uint32_t outside() const noexcept { return workers + 1; }

    /// Whether \p drop, which is ready, is an app for the host to run.
    [[nodiscard]] bool is_for_host(std::uint32_t drop) const noexcept
    {
        auto const& cell = cells[drop];
        return cell.has(DropCell::is_app) && cell.has(DropCell::calls_host) && cell.doom() == 0;
    }

    [[nodiscard]] std::int64_t now_ns() const noexcept { return clock.monotonic_ns() - start_ns; }

    [[nodiscard]] Counters counters() const noexcept;

    /// True when every drop is in a final state.
    [[nodiscard]] bool all_settled() const noexcept
    {
        return counters().settled() == topology.owned;
    }
};

}  // namespace atl::engine

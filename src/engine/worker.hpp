#pragma once

#include <cstddef>
#include <cstdint>

#include "atoll/engine/drop_host.hpp"
#include "atoll/engine/engine.hpp"

#include "engine/ready_lists.hpp"
#include "engine/runner.hpp"
#include "engine/shared.hpp"

namespace atl::engine {

/// One worker's loop: finds the next drop, waits for CPUs or for work, hands drops to its Runner.
class alignas(64) Worker {
  public:
    Worker(Shared& shared, WorkerId id) noexcept
        : shared_(shared), id_(id), ready_(shared, id.value), runner_(shared, id, ready_)
    {
    }
    Worker(Worker const&) = delete;
    Worker& operator=(Worker const&) = delete;
    ~Worker() = default;

    /// Run drops until all are settled or the engine is stopped.
    void work() noexcept;

    /// Run about \p limit drops, if so many are ready.
    [[nodiscard]] Activity work_some(std::size_t limit) noexcept;

  private:
    /// The drop to run next, its CPUs taken; or no_drop.
    [[nodiscard]] std::uint32_t next() noexcept;
    [[nodiscard]] std::uint32_t next_that_fits() noexcept;
    [[nodiscard]] bool fits(std::uint32_t drop) noexcept;
    [[nodiscard]] bool takes_cpus(std::uint32_t drop) const noexcept;
    void run(std::uint32_t drop) noexcept;
    /// Looks and sleeps until there is a drop to run; no_drop when there will be none.
    [[nodiscard]] std::uint32_t wait() noexcept;
    [[nodiscard]] std::uint32_t look_for_a_while() noexcept;
    [[nodiscard]] bool is_over() const noexcept;

    Shared& shared_;
    WorkerId id_;
    ReadyLists ready_;
    Runner runner_;
    unsigned until_pause_{1};  ///< Drops to run before the clock and the other workers get a look.
};

}  // namespace atl::engine

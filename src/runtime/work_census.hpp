#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "atoll/core/clock.hpp"
#include "atoll/engine/engine.hpp"
#include "atoll/graph/part.hpp"
#include "atoll/manager/template_load.hpp"

namespace atl::runtime {

/// Counts, template by template, the apps that a rank could run now or soon, and how long those
/// take that have run: from the engine's states and the relations, so that nothing is counted while
/// drops run.
///
/// It goes over the drops in small steps; a figure is as old as the last round through all of them.
/// Used by the progress thread.
class WorkCensus {
  public:
    /// All outlive it. Made together with the engine, from whose construction its times count.
    WorkCensus(graph::Part const& part,
               engine::Engine const& engine,
               std::span<engine::TemplateRules const> rules,
               Clock const& clock);

    /// Goes a step on, if the last is long enough ago.
    void advance();

    /// What the last round found; empty before its end. Templates of which nothing waits are
    /// absent; those that take about as long, and as many CPUs, are one.
    [[nodiscard]] std::vector<manager::TemplateLoad> const& latest() const noexcept
    {
        return latest_;
    }

  private:
    struct Tally {
        std::uint64_t ready{0};
        std::uint64_t soon{0};
        std::uint64_t unclear{0};  ///< Only another rank knows whether they are ready.
        std::uint64_t ended{0};
        std::uint64_t ended_us{0};    ///< Together.
        std::uint64_t longest_us{0};  ///< Of those that still run.
    };

    void look_at(std::uint32_t app);
    void look_at_waiting(std::uint32_t app, Tally& tally) const;
    [[nodiscard]] bool is_being_made(std::uint32_t data) const;
    void finish_round();
    [[nodiscard]] std::uint64_t each_us(std::uint32_t index) const;

    graph::Part const& part_;
    engine::Engine const& engine_;
    std::span<engine::TemplateRules const> rules_;
    Clock const& clock_;
    std::int64_t start_ns_;
    std::int64_t stepped_ns_{0};
    std::uint32_t next_{0};
    std::vector<Tally> tallies_;  ///< [templates] Of this round.
    std::vector<manager::TemplateLoad> latest_;
};

}  // namespace atl::runtime

#pragma once

#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "atoll/slurm/fleet.hpp"

namespace atl::slurm {

/// A fleet beside a base job of one node with 8 CPUs, and what it asked for so far.
class FleetTest : public ::testing::Test {
  protected:
    FleetOptions options;
    std::optional<Fleet> made;
    Seconds now{0};
    std::vector<FleetAction> actions;  ///< Of the last events, until they are looked at.

    FleetTest()
    {
        options.limits.cpus_per_island = 8;
        options.limits.most = 4;
        options.limits.most_waiting = 4;
        options.walltime = Seconds{3600};
    }
    Fleet& fleet()
    {
        if (!made) {
            made.emplace(options);
        }
        return *made;
    }
    void tell(FleetEvent const& event)
    {
        auto const more = fleet().handle(event);
        actions.insert(actions.end(), more.begin(), more.end());
    }
    void pass(double seconds)
    {
        now.count += seconds;
        tell(FleetTick{now});
    }
    void work(std::uint64_t drops)
    {
        Workload load;
        load.base_cpus = 8;
        load.base_busy = drops > 0 ? 8 : 0;
        load.ready = {{drops, 1, Seconds{3600}}};
        tell(WorkloadSeen{load});
    }
    /// Actions of one kind, which are looked at only once.
    template <typename Action>
    std::vector<Action> taken()
    {
        std::vector<Action> found;
        std::erase_if(actions, [&found](FleetAction const& action) {
            auto const* const wanted = std::get_if<Action>(&action);
            if (wanted != nullptr) {
                found.push_back(*wanted);
            }
            return wanted != nullptr;
        });
        return found;
    }
    /// All that was told to people, one line each.
    std::string notes()
    {
        std::string text;
        for (auto const& note : taken<FleetNote>()) {
            text += note.line + '\n';
        }
        return text;
    }
    /// Has \p number islands submitted; their jobs are "101", "102", ...
    void submit(std::uint32_t number)
    {
        work(std::uint64_t{8} * number);
        pass(1);
        for (auto const& action : taken<SubmitIsland>()) {
            tell(SubmitAnswer{action.island, {std::to_string(100 + action.island.value), {}}});
        }
    }
    void squeue(std::string const& job,
                JobState state,
                std::string const& left = "",
                std::string const& reason = "")
    {
        tell(QueueAnswer{{{{job, {}}, state, "", left, reason, ""}}});
    }
    IslandState state(std::uint32_t island)
    {
        for (auto const& each : fleet().islands()) {
            if (each.id.value == island) {
                return each.state;
            }
        }
        ADD_FAILURE() << "no island " << island;
        return IslandState::ended;
    }
    std::string reason(std::uint32_t island) { return fleet().islands().at(island - 1).reason; }
};

}  // namespace atl::slurm

#include "translate/partition/improve.hpp"

#include <random>
#include <utility>

#include "translate/partition/exclusive_sections.hpp"

namespace atl::translate {
namespace {

class Climber {
  public:
    Climber(graph::PhysicalGraph const& graph, std::uint32_t parts, std::uint32_t seed)
        : graph_(graph), sections_(find_sections(graph)), parts_(parts), random_(seed)
    {
        for (std::uint32_t i = 0; i < graph.size(); ++i) {
            if (graph.drop_template(DropId{i}).kind == DropKind::app) {
                apps_.emplace_back(i);
            }
        }
    }

    [[nodiscard]] bool has_apps() const { return !apps_.empty(); }

    /// Moves a random app within \p partitioning, and with it the section that it is in.
    void move_one(Partitioning& partitioning)
    {
        auto const app = apps_[below(apps_.size())];
        auto const target = below(4) == 0 ? PartitionId{static_cast<std::uint32_t>(below(parts_))}
                                          : part_of_neighbour(app, partitioning);
        move_app(app, target, partitioning);
        auto const section = sections_.of(app.value);
        if (section == ExclusiveSections::none) {
            return;
        }
        for (auto const member : sections_.members(section)) {
            partitioning.partition_of[member] = target;
            if (graph_.drop_template(DropId{member}).kind == DropKind::app) {
                move_app(DropId{member}, target, partitioning);
            }
        }
    }

  private:
    /// Moves \p app and its outputs, but those in a section.
    void move_app(DropId app, PartitionId target, Partitioning& partitioning) const
    {
        partitioning.partition_of[app.index()] = target;
        for (auto const data : graph_.successors(app)) {
            if (graph_.predecessors(data).front() == app &&
                sections_.of(data.value) == ExclusiveSections::none) {
                partitioning.partition_of[data.index()] = target;
            }
        }
    }

    std::size_t below(std::size_t count) { return random_() % count; }

    /// Part of a random app that reads what \p app writes or writes what it reads; its own part
    /// when there is none.
    PartitionId part_of_neighbour(DropId app, Partitioning const& partitioning)
    {
        auto const inputs = graph_.predecessors(app);
        auto const outputs = graph_.successors(app);
        auto const own = partitioning.partition_of[app.index()];
        if (inputs.empty() && outputs.empty()) {
            return own;
        }
        auto const pick = below(inputs.size() + outputs.size());
        if (pick < inputs.size()) {
            return partitioning.partition_of[inputs[pick].index()];
        }
        auto const readers = graph_.successors(outputs[pick - inputs.size()]);
        return readers.empty() ? own
                               : partitioning.partition_of[readers[below(readers.size())].index()];
    }

    graph::PhysicalGraph const& graph_;
    ExclusiveSections sections_;
    std::size_t parts_;
    std::mt19937_64 random_;
    std::vector<DropId> apps_;
};

}  // namespace

bool is_better(SimulatedRun const& a, SimulatedRun const& b) noexcept
{
    // Sums in another order differ in their last bits.
    constexpr double same = 1 - 1e-9;
    if (a.makespan < b.makespan * same) {
        return true;
    }
    return a.makespan * same <= b.makespan && a.bytes_moved < b.bytes_moved * same;
}

JudgedPartitioning improve(graph::PhysicalGraph const& graph,
                           Simulator const& simulator,
                           JudgedPartitioning start,
                           std::uint32_t trials,
                           std::uint32_t seed)
{
    Climber climber{graph, start.partitioning.partitions, seed};
    auto best = std::move(start);
    for (std::uint32_t trial = 0; trial < trials && climber.has_apps(); ++trial) {
        auto candidate = best.partitioning;
        climber.move_one(candidate);
        auto const run = simulator.run(candidate.partition_of);
        if (is_better(run, best.run)) {
            best = {std::move(candidate), run};
        }
    }
    return best;
}

}  // namespace atl::translate

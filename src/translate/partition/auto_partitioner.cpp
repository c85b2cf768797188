#include "translate/partition/auto_partitioner.hpp"

#include <algorithm>
#include <optional>

#include "atoll/translate/partition.hpp"
#include "atoll/translate/simulate.hpp"

#include "translate/partition/improve.hpp"
#include "translate/partition/list_placement.hpp"
#include "translate/partition/metis_partitioner.hpp"
#include "translate/partition/min_num_parts_partitioner.hpp"
#include "translate/partition/mysarkar_partitioner.hpp"
#include "translate/partition/none_partitioner.hpp"
#include "translate/partition/pso_partitioner.hpp"
#include "translate/partition/template_partitioner.hpp"

namespace atl::translate {
namespace {

/// Up to so many drops every algorithm competes, up to the second number those that are quick.
constexpr std::uint32_t most_improved = 200'000;
constexpr std::uint32_t most_simulated = 4'000'000;

// Effort in simulated drops, about a third of a microsecond each.
constexpr double least_effort = 4e5;
constexpr double most_effort = 2e6;
constexpr double effort_a_second = 1e4;  // of the run: a hundredth of its time

/// What the quick algorithms and their simulations cost together, each drop in simulated drops.
constexpr double quick_effort = 15;

/// A template cut is taken for large graphs when it moves less than this share of all bytes ...
constexpr double few_bytes = 0.02;
/// ... and the heaviest part has no more than this, the mean being 1.
constexpr double balanced = 1.05;

[[nodiscard]] double all_bytes(graph::PhysicalGraph const& graph)
{
    double bytes = 0;
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        auto const& about = graph.drop_template(DropId{i});
        bytes += about.kind == DropKind::data ? about.weight : 0.0;
    }
    return bytes;
}

[[nodiscard]] Partitioning without_simulation(graph::PhysicalGraph const& graph,
                                              PartitionRequest const& request,
                                              Diagnostics& notes)
{
    auto cut = TemplatePartitioner{}(graph, request, notes);
    auto const quality = measure(graph, cut);
    if (quality.heaviest_share <= balanced && quality.cut_bytes <= few_bytes * all_bytes(graph)) {
        return cut;
    }
    return MetisPartitioner{}(graph, request, notes);
}

/// Whether a contest takes less than a hundredth of the time that the apps take at best.
[[nodiscard]] bool is_worth_simulating(graph::PhysicalGraph const& graph,
                                       PartitionRequest const& request)
{
    double work = 0;
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
        auto const& about = graph.drop_template(DropId{i});
        work += about.kind == DropKind::app ? double{about.weight} * about.num_cpus : 0.0;
    }
    double const seconds = work / request.partitions / std::max(1U, request.cores);
    return graph.size() <= most_simulated &&
           seconds * effort_a_second >= quick_effort * graph.size();
}

/// Keeps the best of what it is shown.
class Contest {
  public:
    Contest(graph::PhysicalGraph const& graph, PartitionRequest const& request)
        : graph_(graph),
          request_(request),
          cluster_{.nodes = request.partitions,
                   .cores = std::max(1U, request.cores),
                   .bandwidth = request.bandwidth,
                   .latency = request.latency},
          simulator_(graph, cluster_)
    {
    }

    void enter(Partitioning partitioning)
    {
        auto const run = simulator_.run(partitioning.partition_of);
        if (!best_ || is_better(run, best_->run)) {
            best_ = {std::move(partitioning), run};
        }
    }

    void enter(Partitioner const& partitioner)
    {
        Diagnostics ignored;  // of its own limits, which are not the user's here
        enter(partitioner(graph_, request_, ignored));
    }

    /// Those that take about as long as METIS.
    void enter_quick()
    {
        enter(list_placement(graph_, cluster_));
        enter(MetisPartitioner{});
        enter(TemplatePartitioner{});
        enter(NonePartitioner{});
    }

    Partitioning hold_quickly()
    {
        enter_quick();
        return std::move(best_->partitioning);
    }

    Partitioning hold()
    {
        enter_quick();
        enter(MySarkarPartitioner{});
        enter(MinNumPartsPartitioner{});
        auto const bound = makespan_bound(graph_, cluster_);
        if (best_->run.makespan > bound) {
            enter(PsoPartitioner{});
        }
        if (best_->run.makespan > bound || best_->run.bytes_moved > 0) {
            auto const effort =
                std::clamp(best_->run.makespan * effort_a_second, least_effort, most_effort);
            auto const trials = static_cast<std::uint32_t>(effort / std::max(1U, graph_.size()));
            best_ = improve(graph_, simulator_, std::move(*best_), trials, request_.seed);
        }
        return std::move(best_->partitioning);
    }

  private:
    graph::PhysicalGraph const& graph_;
    PartitionRequest const& request_;
    SimulatedCluster cluster_;
    Simulator simulator_;
    std::optional<JudgedPartitioning> best_;
};

}  // namespace

Partitioning AutoPartitioner::operator()(graph::PhysicalGraph const& graph,
                                         PartitionRequest const& request,
                                         Diagnostics& notes) const
{
    if (request.partitions <= 1) {
        return {1, std::vector<PartitionId>(graph.size())};
    }
    if (graph.size() <= most_improved) {
        return Contest{graph, request}.hold();
    }
    return is_worth_simulating(graph, request) ? Contest{graph, request}.hold_quickly()
                                               : without_simulation(graph, request, notes);
}

}  // namespace atl::translate

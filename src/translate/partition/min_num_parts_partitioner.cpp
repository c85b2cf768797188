#include "translate/partition/min_num_parts_partitioner.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "atoll/core/units.hpp"
#include "atoll/translate/graph_shape.hpp"
#include "atoll/translate/simulate.hpp"

#include "translate/partition/list_placement.hpp"

namespace atl::translate {
namespace {

/// More parts than this are not tried.
constexpr std::uint32_t most_parts = 4096;

/// A division and how long it takes.
struct TimedPartitioning {
    Partitioning partitioning;
    double makespan{0};
};

class PartsFinder {
  public:
    PartsFinder(graph::PhysicalGraph const& graph, PartitionRequest const& request)
        : graph_(graph), request_(request)
    {
    }

    /// The parts that were asked for, else the fewest that meet the deadline.
    [[nodiscard]] TimedPartitioning find() const
    {
        if (request_.partitions > 0) {
            return with(request_.partitions, cores_that_fill(request_.partitions));
        }
        auto const most = useful_parts();
        constexpr double slack = 1.1;
        return fewest(most,
                      request_.deadline > 0 ? request_.deadline : slack * with(most).makespan);
    }

  private:
    [[nodiscard]] TimedPartitioning with(std::uint32_t parts) const
    {
        return with(parts, std::max(1U, request_.max_parallelism));
    }

    [[nodiscard]] TimedPartitioning with(std::uint32_t parts, std::uint32_t cores) const
    {
        SimulatedCluster const cluster{.nodes = parts,
                                       .cores = cores,
                                       .bandwidth = request_.bandwidth,
                                       .latency = request_.latency};
        auto found = list_placement(graph_, cluster);
        auto const run = Simulator{graph_, cluster}.run(found.partition_of);
        return {std::move(found), run.makespan};
    }

    /// Cores with which \p parts are all of use: with more, the first would do everything.
    [[nodiscard]] std::uint32_t cores_that_fill(std::uint32_t parts) const
    {
        return std::clamp(
            shape_of(graph_).width / parts, 1U, std::max(1U, request_.max_parallelism));
    }

    /// As many parts as could all be busy.
    [[nodiscard]] std::uint32_t useful_parts() const
    {
        auto const width = std::max(1U, shape_of(graph_).width);
        auto const cores = std::max(1U, request_.max_parallelism);
        return std::clamp((width + cores - 1) / cores, 1U, most_parts);
    }

    /// The fewest parts up to \p most that end within \p deadline; \p most when none do.
    [[nodiscard]] TimedPartitioning fewest(std::uint32_t most, double deadline) const
    {
        std::uint32_t least = 1;
        while (least < most) {
            auto const middle = least + (most - least) / 2;
            if (with(middle).makespan <= deadline) {
                most = middle;
            } else {
                least = middle + 1;
            }
        }
        return with(most);
    }

    graph::PhysicalGraph const& graph_;
    PartitionRequest const& request_;
};

}  // namespace

Partitioning MinNumPartsPartitioner::operator()(graph::PhysicalGraph const& graph,
                                                PartitionRequest const& request,
                                                Diagnostics& notes) const
{
    PartsFinder const finder{graph, request};
    auto found = finder.find();
    if (request.deadline > 0 && found.makespan > request.deadline) {
        notes.note(graph.graph_name(),
                   fmt::format("{} parts of {} CPUs need {} by simulation, more than the deadline "
                               "of {}",
                               found.partitioning.partitions,
                               request.max_parallelism,
                               to_string(Seconds{found.makespan}),
                               to_string(Seconds{request.deadline})));
    }
    return std::move(found.partitioning);
}

}  // namespace atl::translate

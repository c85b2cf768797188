#include "atoll/translate/partition.hpp"

#include <cmath>
#include <map>
#include <span>

#include "atoll/graph/summary.hpp"
#include "atoll/translate/simulate.hpp"

#include "bench/harness.hpp"
#include "bench/partition_graphs.hpp"
#include "unit/translate/random_graph.hpp"

// How good and how quick partitioners are. Quality is simulated: the same on every machine.
namespace atl::bench {
namespace {

using translate::PartitionRequest;

[[nodiscard]] double makespan(std::string_view algorithm,
                              graph::PhysicalGraph const& graph,
                              PartitionRequest const& request)
{
    Diagnostics notes;
    auto const parts = (*translate::make_partitioner(algorithm))(graph, request, notes);
    translate::SimulatedCluster const cluster{.nodes = request.partitions,
                                              .cores = request.cores,
                                              .bandwidth = request.bandwidth,
                                              .latency = request.latency};
    return translate::Simulator{graph, cluster}.run(parts.partition_of).makespan;
}

/// How the named algorithms and `auto` do on the graphs of one family.
class Quality {
  public:
    void measure(std::string const& name, graph::PhysicalGraph const& graph)
    {
        constexpr std::uint32_t large = 20'000;  // drops; the swarm judges few divisions of these
        constexpr std::uint32_t all_counts[] = {2, 4, 8, 16};
        constexpr std::uint32_t some_counts[] = {4, 16};
        auto const counts = graph.size() > large ? std::span<std::uint32_t const>{some_counts}
                                                 : std::span<std::uint32_t const>{all_counts};
        largest_ = std::max(largest_, graph.size());
        for (auto const nodes : counts) {
            PartitionRequest request{.partitions = nodes, .cores = 2};
            compare(fmt::format("{}, {} parts", name, nodes), graph, request);
            request.bandwidth = balancing_bandwidth(graph);
            compare(fmt::format("{}, {} parts, moving as long as computing", name, nodes),
                    graph,
                    request);
            request.bandwidth = 1e300;
            request.latency = 0;
            double const time = compare(
                fmt::format("{}, {} parts, moving for nothing", name, nodes), graph, request);
            auto const bound =
                translate::makespan_bound(graph, {.nodes = nodes, .cores = request.cores});
            if (bound > 0) {
                logarithms_ += std::log(time / bound);
                ++bounded_;
            }
        }
    }

    void print_rows(std::string const& family) const
    {
        print({.name = fmt::format("partition/{}, 2 to 16 parts{}: auto by the best of DALiuGE's, "
                                   "worst of {} comparisons",
                                   family,
                                   largest_ > 20'000 ? " (more than 20,000 drops: 4 and 16)" : "",
                                   compared_),
               .ours = worst_,
               .peer = 1.0,
               .floor = {},
               .unit = "ratio"});
        print({.name = fmt::format("partition/{}: auto by the lower bound, moving for nothing, "
                                   "geometric mean of {}",
                                   family,
                                   bounded_),
               .ours = bounded_ == 0 ? 1.0 : std::exp(logarithms_ / bounded_),
               .peer = {},
               .floor = 1.0,
               .unit = "ratio"});
    }

    /// Takes in what \p other has measured.
    void add(Quality const& other)
    {
        worst_ = std::max(worst_, other.worst_);
        compared_ += other.compared_;
        logarithms_ += other.logarithms_;
        bounded_ += other.bounded_;
        largest_ = std::max(largest_, other.largest_);
    }

  private:
    /// \returns the makespan with `auto`.
    double compare(std::string const& what,
                   graph::PhysicalGraph const& graph,
                   PartitionRequest const& request)
    {
        double best = std::numeric_limits<double>::infinity();
        std::string_view winner;
        for (auto const* name : {"metis", "mysarkar", "min_num_parts", "pso", "none"}) {
            if (double const time = makespan(name, graph, request); time < best) {
                best = time;
                winner = name;
            }
        }
        double const ours = makespan("auto", graph, request);
        if (best > 0) {
            ++compared_;
            worst_ = std::max(worst_, ours / best);
        }
        if (ours > best * (1 + 1e-9)) {
            fmt::print(stderr, "{}: auto takes {:.6f} x {}\n", what, ours / best, winner);
        }
        return ours;
    }

    /// Bandwidth at which moving the mean data drop takes as long as the mean app.
    [[nodiscard]] static double balancing_bandwidth(graph::PhysicalGraph const& graph)
    {
        auto const summary = graph::summarize(graph);
        double const seconds = summary.app_seconds / std::max(1U, summary.apps);
        double const bytes = summary.data_bytes / std::max(1U, summary.drops - summary.apps);
        return seconds > 0 && bytes > 0 ? bytes / seconds : 1e6;
    }

    double worst_{0};
    int compared_{0};
    double logarithms_{0};
    int bounded_{0};
    std::uint32_t largest_{0};  // drops
};

void measure_times(graph::PhysicalGraph const& graph)
{
    double metis = 0;
    for (auto const* name : {"metis", "auto", "template", "mysarkar"}) {
        Diagnostics notes;
        double const time = seconds([&] {
            static_cast<void>(
                (*translate::make_partitioner(name))(graph, {.partitions = 8}, notes));
        });
        metis = metis == 0 ? time : metis;
        print({.name = std::string{"partition/a million drops, "} + name,
               .ours = time,
               .peer = metis,
               .floor = {},
               .unit = "s"});
    }
    Diagnostics notes;
    auto const parts = (*translate::make_partitioner("template"))(graph, {.partitions = 8}, notes);
    translate::Simulator const simulator{graph, {.nodes = 8, .cores = 4}};
    double const time = seconds([&] { static_cast<void>(simulator.run(parts.partition_of)); });
    print({.name = "simulate/a million drops",
           .ours = graph.size() / time / 1e6,
           .peer = {},
           .floor = {},
           .unit = "M drops/s"});
}

}  // namespace
}  // namespace atl::bench

int main()
{
    using namespace atl::bench;
    using atl::translate::testing::random_layers;
    measure_times(stencil(500, 1000));

    std::map<std::string, GraphFamily> families;
    families["stencil"].emplace_back("20 x 50", stencil(20, 50));
    families["stencil"].emplace_back("40 x 12", stencil(40, 12));
    families["fft"].emplace_back("2^4 points", fft(4));
    families["fft"].emplace_back("2^6 points", fft(6));
    for (std::uint32_t seed = 0; seed < 4; ++seed) {
        families["random layers"].emplace_back("12 x 30", random_layers(12, 30, seed));
    }
    families["major cycles"].emplace_back("5 x 24", major_cycles(5, 24));
    for (auto& [family, graphs] : corpus("../shared/corpus/graphs")) {
        families[family + " (corpus)"] = std::move(graphs);
    }
    Quality all;
    for (auto const& [family, graphs] : families) {
        Quality quality;
        for (auto const& [name, graph] : graphs) {
            quality.measure(name, graph);
        }
        quality.print_rows(family);
        all.add(quality);
    }
    all.print_rows("all families");
}

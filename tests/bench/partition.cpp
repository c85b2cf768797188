#include "atoll/translate/partition.hpp"

#include <cmath>
#include <filesystem>
#include <map>

#include "atoll/graph/graph_file.hpp"
#include "atoll/graph/read_logical_graph.hpp"
#include "atoll/translate/simulate.hpp"
#include "atoll/translate/unroll.hpp"

#include "bench/harness.hpp"
#include "bench/shapes.hpp"
#include "unit/translate/random_graph.hpp"

// How good and how quick partitioners are. Quality is simulated: the same on every machine.
namespace atl::bench {
namespace {

using translate::PartitionRequest;

/// \p apps as drops: apps of a second, each writing 8 MB.
[[nodiscard]] graph::PhysicalGraph as_drops(AppGraph const& apps)
{
    graph::GraphBuilder builder;
    graph::DropTemplate about;
    about.kind = DropKind::app;
    auto const app = builder.add_template(about, R"({"a":1})", "app");
    about.kind = DropKind::data;
    about.weight = 8e6;
    auto const data = builder.add_template(about, R"({"d":1})", "data");
    auto const app_head = builder.add_head("app_");
    auto const data_head = builder.add_head("data_");
    for (std::uint32_t i = 0; i < apps.size(); ++i) {
        builder.add_drop(app, app_head, std::to_string(i));
        builder.add_drop(data, data_head, std::to_string(i));
    }
    auto const link = [&](std::uint32_t from, std::uint32_t to) {
        builder.add_relation(
            {.from = DropId{from}, .to = DropId{to}, .from_port = {}, .to_port = {}});
    };
    for (std::uint32_t i = 0; i < apps.size(); ++i) {
        link(2 * i, 2 * i + 1);
        for (auto k = apps.offsets[i]; k < apps.offsets[i + 1]; ++k) {
            link(2 * i + 1, 2 * apps.successors[k]);
        }
    }
    Diagnostics diagnostics;
    return builder.finish(diagnostics);
}

/// \p layers rows of \p width apps, app i of a row feeding those of \p targets(row, i) in the next.
template <typename Targets>
[[nodiscard]] graph::PhysicalGraph rows(std::uint32_t layers,
                                        std::uint32_t width,
                                        Targets&& targets)
{
    AppGraph graph;
    for (std::uint32_t layer = 0; layer < layers; ++layer) {
        for (std::uint32_t i = 0; i < width; ++i) {
            for (auto const to : targets(layer, i)) {
                if (layer + 1 < layers) {
                    graph.successors.push_back((layer + 1) * width + to);
                }
            }
            graph.end_row();
        }
    }
    return as_drops(graph);
}

/// Three-point stencil.
[[nodiscard]] graph::PhysicalGraph stencil(std::uint32_t layers, std::uint32_t width)
{
    return rows(layers, width, [width](std::uint32_t, std::uint32_t i) {
        return std::vector<std::uint32_t>{(i + width - 1) % width, i, (i + 1) % width};
    });
}

/// Butterflies of a Fourier transform of 2^\p levels points.
[[nodiscard]] graph::PhysicalGraph fft(std::uint32_t levels)
{
    return rows(levels + 1, 1U << levels, [](std::uint32_t level, std::uint32_t i) {
        return std::vector<std::uint32_t>{i, i ^ (1U << level)};
    });
}

[[nodiscard]] bool is_measured(std::string const& path)
{
    for (auto const* word :
         {"SDP", "leap", "LEAP", "Leap", "hiles", "ummit", "cont_img", "facet"}) {
        if (path.find(word) != std::string::npos) {
            return true;
        }
    }
    return false;
}

/// What the logical graphs of \p folder unroll to, by name; those that do not unroll are left out.
[[nodiscard]] std::map<std::string, graph::PhysicalGraph> corpus(
    std::filesystem::path const& folder)
{
    std::map<std::string, graph::PhysicalGraph> result;
    if (!std::filesystem::exists(folder)) {
        return result;
    }
    for (auto const& entry : std::filesystem::recursive_directory_iterator{folder}) {
        if (entry.path().extension() != ".graph" || !is_measured(entry.path().string())) {
            continue;
        }
        try {
            graph::GraphFile const file{entry.path().string()};
            graph::LogicalGraphOptions options;
            options.replace_apps = "dlg.apps.simple.SleepApp";  // only weights matter here
            auto logical = graph::read_logical_graph(file.text(), file.name(), options);
            auto const plan = translate::plan_unroll(logical.graph, {}, logical.diagnostics);
            if (!logical.diagnostics.has_errors()) {
                auto drops = translate::expand(logical.graph, plan, {}, logical.diagnostics);
                if (!logical.diagnostics.has_errors() && drops.size() > 0) {
                    result.emplace(entry.path().string(), std::move(drops));
                }
            }
        } catch (Error const&) {
            continue;
        }
    }
    return result;
}

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

/// Worst ratio to the best algorithm with a name of DALiuGE, and the geometric mean of the ratio to
/// the lower bound without communication.
class Quality {
  public:
    void measure(graph::PhysicalGraph const& graph)
    {
        for (std::uint32_t const nodes : {2U, 4U}) {
            PartitionRequest request{.partitions = nodes, .cores = 2};
            double const ours = makespan("auto", graph, request);
            double best = std::numeric_limits<double>::infinity();
            for (auto const* name : {"metis", "mysarkar", "min_num_parts", "pso", "none"}) {
                best = std::min(best, makespan(name, graph, request));
            }
            worst_ = best > 0 ? std::max(worst_, ours / best) : worst_;
            request.bandwidth = 1e300;
            request.latency = 0;
            auto const bound =
                translate::makespan_bound(graph, {.nodes = nodes, .cores = request.cores});
            if (bound > 0) {
                logarithms_ += std::log(makespan("auto", graph, request) / bound);
                ++measured_;
            }
        }
    }

    void print_rows(std::string const& name) const
    {
        print({.name = "partition/" + name + " auto by the best of DALiuGE's, worst",
               .ours = worst_,
               .peer = 1.0,
               .floor = {},
               .unit = "ratio"});
        print({.name = "partition/" + name + " auto by the lower bound, geometric mean",
               .ours = measured_ == 0 ? 1.0 : std::exp(logarithms_ / measured_),
               .peer = {},
               .floor = 1.0,
               .unit = "ratio"});
    }

  private:
    double worst_{0};
    double logarithms_{0};
    int measured_{0};
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
    measure_times(stencil(500, 1000));
    Quality generated;
    generated.measure(stencil(20, 50));
    generated.measure(fft(6));
    for (std::uint32_t seed = 0; seed < 4; ++seed) {
        generated.measure(atl::translate::testing::random_layers(12, 30, seed));
    }
    generated.print_rows("generated graphs");
    Quality real;
    for (auto const& [name, graph] : corpus("../shared/corpus/graphs")) {
        real.measure(graph);
    }
    real.print_rows("real graphs");
}

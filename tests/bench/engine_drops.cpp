// Empty drops: every app has one memory drop as output. Time per app and its drop, beside oneTBB's
// flow graph (one node per app) and a bare loop over the same app graph with one atomic counter per
// app.
#include <atomic>
#include <barrier>
#include <cstdlib>
#include <memory>
#include <thread>

#include <oneapi/tbb/flow_graph.h>
#include <oneapi/tbb/global_control.h>

#include "atoll/core/clock.hpp"
#include "atoll/engine/engine.hpp"

#include "bench/harness.hpp"
#include "bench/idle_host.hpp"
#include "bench/shapes.hpp"

namespace atl::bench {
namespace {

constexpr int repetitions = 7;

/// Nodes of oneTBB's flow graph, one per app.
class TbbGraph {
  public:
    explicit TbbGraph(AppGraph const& apps)
    {
        auto const degrees = apps.in_degrees();
        for (std::uint32_t app = 0; app < apps.size(); ++app) {
            nodes_.push_back(std::make_unique<Node>(graph_, [](Message) {}));
        }
        for (std::uint32_t app = 0; app < apps.size(); ++app) {
            for (auto i = apps.offsets[app]; i < apps.offsets[app + 1]; ++i) {
                tbb::flow::make_edge(*nodes_[app], *nodes_[apps.successors[i]]);
            }
        }
    }

    void run()
    {
        nodes_.front()->try_put(Message{});
        graph_.wait_for_all();
    }

  private:
    using Message = tbb::flow::continue_msg;
    using Node = tbb::flow::continue_node<Message>;

    tbb::flow::graph graph_;
    std::vector<std::unique_ptr<Node>> nodes_;
};

/// What no engine can go below: rows of successors, a counter each, a stack of ready apps, one
/// thread.
double floor_seconds(AppGraph const& apps)
{
    auto const degrees = apps.in_degrees();
    std::vector<std::atomic<std::uint32_t>> counters(apps.size());
    for (std::uint32_t app = 0; app < apps.size(); ++app) {
        counters[app] = degrees[app];
    }
    std::vector<std::uint32_t> stack(apps.size());
    return seconds([&] {
        std::size_t top = 1;
        stack[0] = 0;
        while (top != 0) {
            auto const app = stack[--top];
            for (auto i = apps.offsets[app]; i < apps.offsets[app + 1]; ++i) {
                auto const next = apps.successors[i];
                if (counters[next].fetch_sub(1, std::memory_order_acq_rel) == 1) {
                    stack[top++] = next;
                }
            }
        }
    });
}

double engine_seconds(engine::Topology const& topology, unsigned threads)
{
    IdleHost host;
    SystemClock const clock;
    engine::Engine engine{topology, host, clock, {.workers = threads, .cpus = threads}};
    std::barrier begin{static_cast<std::ptrdiff_t>(threads)};
    std::vector<std::jthread> others;
    for (unsigned id = 1; id < threads; ++id) {
        others.emplace_back([&, id] {
            begin.arrive_and_wait();
            engine.work(engine::WorkerId{id});
        });
    }
    begin.arrive_and_wait();
    auto const time = seconds([&] {
        engine.start();
        engine.work(engine::WorkerId{0});
    });
    if (!engine.finished()) {
        std::fprintf(stderr, "engine left drops behind\n");
        std::exit(1);
    }
    return time;
}

void measure(AppGraph const& apps, unsigned threads)
{
    DropGraph const trivial{apps, engine::HostCalls::none};
    DropGraph const hosted{apps, engine::HostCalls::needed};
    tbb::global_control const limit{tbb::global_control::max_allowed_parallelism, threads};
    TbbGraph peer{apps};
    peer.run();
    std::vector<double> ours;
    std::vector<double> ours_hosted;
    std::vector<double> theirs;
    std::vector<double> floors;
    double const ns_per_app = 1e9 / apps.size();
    for (int i = 0; i < repetitions; ++i) {
        ours.push_back(engine_seconds(trivial.topology(), threads) * ns_per_app);
        theirs.push_back(seconds([&] { peer.run(); }) * ns_per_app);
        ours_hosted.push_back(engine_seconds(hosted.topology(), threads) * ns_per_app);
        floors.push_back(floor_seconds(apps) * ns_per_app);
    }
    auto const suffix = apps.name + "/threads:" + std::to_string(threads);
    print({"empty_drops/" + suffix, median(ours), median(theirs), median(floors), "ns per app"});
    print({"called_drops/" + suffix,
           median(ours_hosted),
           median(theirs),
           median(floors),
           "ns per app"});
}

}  // namespace
}  // namespace atl::bench

int main()
{
    for (unsigned const threads : {1U, 2U}) {
        atl::bench::measure(atl::bench::chain(1'000'000), threads);
        atl::bench::measure(atl::bench::fan(1'000'000), threads);
        atl::bench::measure(atl::bench::wavefront(1000), threads);
    }
}

// Bytes per drop of the engine and of the topology that it reads, on a rank that has all drops.
#include "atoll/core/clock.hpp"
#include "atoll/engine/engine.hpp"

#include "bench/harness.hpp"
#include "bench/idle_host.hpp"
#include "bench/shapes.hpp"

int main()
{
    namespace bench = atl::bench;
    constexpr std::uint32_t side = 1000;
    for (auto const& apps : {bench::chain(side * side), bench::wavefront(side)}) {
        bench::DropGraph const graph{apps, atl::engine::HostCalls::none};
        bench::IdleHost host;
        atl::SystemClock const clock;
        atl::engine::Engine const engine{graph.topology(), host, clock, {}};
        auto const drops = 2.0 * apps.size();
        bench::print({"engine_memory/" + apps.name,
                      static_cast<double>(engine.memory() + graph.memory()) / drops,
                      std::nullopt,
                      std::nullopt,
                      "bytes per drop"});
    }
}

#include <atomic>
#include <cstdlib>
#include <new>

#include <gtest/gtest.h>

#include "atoll/core/clock.hpp"
#include "atoll/engine/engine.hpp"

#include "bench/idle_host.hpp"
#include "bench/shapes.hpp"

namespace {

std::atomic<std::size_t> allocations{0};

}  // namespace

void* operator new(std::size_t size)
{
    ++allocations;
    if (void* const memory = std::malloc(size)) {
        return memory;
    }
    throw std::bad_alloc{};
}

void operator delete(void* memory) noexcept
{
    std::free(memory);
}

void operator delete(void* memory, std::size_t /*size*/) noexcept
{
    std::free(memory);
}

namespace atl::engine {
namespace {

std::size_t allocations_of_a_run(HostCalls host_calls)
{
    bench::DropGraph const graph{bench::wavefront(30), host_calls};
    bench::IdleHost host;
    SystemClock const clock;
    Engine engine{graph.topology(), host, clock, {}};
    auto const before = allocations.load();
    engine.start();
    engine.work(WorkerId{0});
    EXPECT_TRUE(engine.finished());
    return allocations - before;
}

TEST(Engine, allocates_nothing_once_it_runs)
{
    EXPECT_EQ(allocations_of_a_run(HostCalls::none), 0U);
    EXPECT_EQ(allocations_of_a_run(HostCalls::needed), 0U);
}

}  // namespace
}  // namespace atl::engine

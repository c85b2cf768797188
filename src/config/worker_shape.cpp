#include "atoll/config/worker_shape.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace atl::config {
namespace {

std::uint32_t default_processes(std::uint32_t cores)
{
    if (cores <= 4) {
        return std::max(1U, cores);
    }
    for (std::uint64_t divisor = 2; divisor < cores; ++divisor) {
        if (cores % divisor == 0 && divisor * divisor >= cores) {
            return static_cast<std::uint32_t>(divisor);
        }
    }
    return cores;
}

std::uint64_t divided_up(std::uint64_t amount, std::uint64_t by)
{
    return by == 0 ? amount : amount / by + (amount % by == 0 ? 0 : 1);
}

/// One bound in the four units in which it may be stated.
struct StatedBound {
    std::optional<std::uint32_t> processes;
    std::optional<std::uint32_t> jobs;
    std::optional<std::uint32_t> cores;
    std::optional<Bytes> memory;
};

std::optional<std::uint32_t> in_jobs(StatedBound const& bound, WorkerShape const& job)
{
    std::optional<std::uint64_t> jobs;
    auto const at_least = [&jobs](std::uint64_t number) {
        jobs = std::max(jobs.value_or(0), number);
    };
    if (bound.processes) {
        at_least(divided_up(*bound.processes, job.processes));
    }
    if (bound.jobs) {
        at_least(*bound.jobs);
    }
    if (bound.cores) {
        at_least(divided_up(*bound.cores, job.slots));
    }
    if (bound.memory) {
        at_least(divided_up(bound.memory->count, job.memory.count));
    }
    constexpr std::uint64_t most = 1'000'000;
    return jobs ? std::optional{static_cast<std::uint32_t>(std::min(*jobs, most))} : std::nullopt;
}

}  // namespace

WorkerShape worker_shape(ClusterConfig const& cluster)
{
    if (cluster.kind == ClusterKind::local) {
        auto const threads = std::max(1U, cluster.threads_per_worker.value_or(1));
        return {threads, threads, cluster.memory_limit.value_or(Bytes{}), 1};
    }
    auto const cores = std::max(1U, cluster.cores.value_or(cluster.job_cpu.value_or(1)));
    return {cores,
            std::max(1U, cluster.job_cpu.value_or(cores)),
            cluster.memory.value_or(Bytes{}),
            std::max(1U, cluster.processes.value_or(default_processes(cores)))};
}

ScalingBounds scaling_bounds(ClusterConfig const& cluster)
{
    if (!cluster.adapt) {
        auto const shape = worker_shape(cluster);
        auto const fixed =
            static_cast<std::uint32_t>(divided_up(cluster.n_workers, shape.processes));
        return {fixed, fixed == 0 ? std::nullopt : std::optional{fixed}};
    }
    auto const& adapt = *cluster.adapt;
    auto const shape = worker_shape(cluster);
    auto const minimum = in_jobs(
        {adapt.minimum, adapt.minimum_jobs, adapt.minimum_cores, adapt.minimum_memory}, shape);
    return {minimum.value_or(0),
            in_jobs({adapt.maximum, adapt.maximum_jobs, adapt.maximum_cores, adapt.maximum_memory},
                    shape)};
}

std::uint32_t initial_nodes(ClusterConfig const& cluster)
{
    auto const processes = worker_shape(cluster).processes;
    auto const asked = static_cast<std::uint32_t>(divided_up(cluster.n_workers, processes));
    return std::max({1U, asked, scaling_bounds(cluster).minimum});
}

std::string memory_directive(ClusterConfig const& cluster)
{
    if (cluster.job_mem) {
        return *cluster.job_mem;
    }
    if (!cluster.memory) {
        return {};
    }
    auto const bytes = cluster.memory->count;
    constexpr std::uint64_t kib = 1024;
    if (bytes >= kib * kib * kib) {
        return fmt::format("{}G", divided_up(bytes, kib * kib * kib));
    }
    if (bytes >= kib * kib) {
        return fmt::format("{}M", divided_up(bytes, kib * kib));
    }
    return fmt::format("{}K", std::max<std::uint64_t>(1, divided_up(bytes, kib)));
}

std::string job_name(ClusterConfig const& cluster)
{
    return cluster.job_name.value_or(cluster.name.value_or("atoll"));
}

}  // namespace atl::config

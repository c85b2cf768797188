#include "atoll/config/worker_shape.hpp"

#include <map>

namespace atl::config {
namespace {

ClusterConfig with_cores(std::uint32_t cores)
{
    ClusterConfig cluster;
    cluster.cores = cores;
    cluster.memory = Bytes{1'000'000'000};
    return cluster;
}

TEST(WorkerShape, splits_cores_into_processes_as_dask_does)
{
    std::map<std::uint32_t, std::uint32_t> const measured{{1, 1},
                                                          {4, 4},
                                                          {6, 3},
                                                          {7, 7},
                                                          {8, 4},
                                                          {16, 4},
                                                          {24, 6},
                                                          {32, 8},
                                                          {48, 8},
                                                          {64, 8},
                                                          {128, 16}};
    for (auto const& [cores, processes] : measured) {
        EXPECT_EQ(worker_shape(with_cores(cores)).processes, processes) << cores;
    }
}

TEST(WorkerShape, keeps_slots_and_cpus_apart)
{
    auto cluster = with_cores(1);
    cluster.job_cpu = 8;
    EXPECT_EQ(worker_shape(cluster), (WorkerShape{1, 8, Bytes{1'000'000'000}, 1}));
}

TEST(WorkerShape, of_a_local_cluster_is_its_threads)
{
    ClusterConfig cluster;
    cluster.kind = ClusterKind::local;
    cluster.threads_per_worker = 3;
    EXPECT_EQ(worker_shape(cluster).slots, 3U);
}

TEST(ScalingBounds, counts_processes_in_jobs_rounded_up)
{
    auto cluster = with_cores(4);
    cluster.processes = 4;
    cluster.adapt = AdaptConfig{};
    cluster.adapt->minimum = 108;
    cluster.adapt->maximum = 513;
    EXPECT_EQ(scaling_bounds(cluster), (ScalingBounds{27, 129}));
    EXPECT_EQ(initial_nodes(cluster), 27U);
}

TEST(ScalingBounds, divides_cores_and_memory_by_those_of_a_job)
{
    auto cluster = with_cores(4);
    cluster.adapt = AdaptConfig{};
    cluster.adapt->minimum_cores = 9;
    cluster.adapt->maximum_memory = Bytes{5'000'000'001};
    EXPECT_EQ(scaling_bounds(cluster), (ScalingBounds{3, 6}));
}

TEST(ScalingBounds, without_adapt_kwargs_are_the_workers_of_the_start)
{
    auto cluster = with_cores(1);
    EXPECT_EQ(scaling_bounds(cluster), (ScalingBounds{0, std::nullopt}));
    EXPECT_EQ(initial_nodes(cluster), 1U);
    cluster.n_workers = 5;
    EXPECT_EQ(scaling_bounds(cluster), (ScalingBounds{5, 5}));
    EXPECT_EQ(initial_nodes(cluster), 5U);
}

TEST(MemoryDirective, is_rounded_up_to_a_binary_unit)
{
    std::map<std::string, std::string> const measured{{"128GB", "120G"},
                                                      {"32GB", "30G"},
                                                      {"64 GiB", "64G"},
                                                      {"500MB", "477M"},
                                                      {"70000000", "67M"}};
    for (auto const& [memory, directive] : measured) {
        auto cluster = with_cores(1);
        cluster.memory = parse_bytes(memory);
        EXPECT_EQ(memory_directive(cluster), directive) << memory;
    }
}

TEST(MemoryDirective, is_the_text_of_job_mem_when_stated)
{
    auto cluster = with_cores(1);
    cluster.job_mem = "0";
    EXPECT_EQ(memory_directive(cluster), "0");
    EXPECT_EQ(memory_directive(ClusterConfig{}), "");
}

TEST(JobName, is_job_name_then_name_then_atoll)
{
    ClusterConfig cluster;
    EXPECT_EQ(job_name(cluster), "atoll");
    cluster.name = "flint-worker";
    EXPECT_EQ(job_name(cluster), "flint-worker");
    cluster.job_name = "beam";
    EXPECT_EQ(job_name(cluster), "beam");
}

}  // namespace
}  // namespace atl::config

#include "atoll/config/read_cluster.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "atoll/config/worker_shape.hpp"
#include "atoll/core/error.hpp"

#include "config/cluster_keys.hpp"
#include "unit/session/scratch_folder.hpp"

namespace atl::config {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

fs::path source(std::string const& path)
{
    return fs::path{ATOLL_SOURCE_DIR} / path;
}

// No file of this machine may change the answer.
ReadOptions const bare{"slurm", {{"DASK_ROOT_CONFIG", "/nowhere"}}, {}};

ClusterFile read_sample(std::string const& name)
{
    return read_cluster_files({source("tests/data/cluster/" + name)}, bare);
}

TEST(ReadCluster, takes_the_runner_form_unchanged)
{
    auto const file = read_sample("flint.yaml");
    EXPECT_EQ(file.diagnostics.render(), "");
    EXPECT_EQ(file.layout, Layout::runner);
    EXPECT_EQ(worker_shape(file.cluster), (WorkerShape{1, 8, Bytes{128'000'000'000}, 1}));
    EXPECT_EQ(scaling_bounds(file.cluster), (ScalingBounds{2, 38}));
    EXPECT_THAT(file.cluster.job_extra_directives, ElementsAre("--qos express", "--no-requeue"));
    EXPECT_EQ(file.cluster.job_script_prologue.size(), 3U);
}

TEST(ReadCluster, takes_jobs_and_processes_as_bounds)
{
    EXPECT_EQ(scaling_bounds(read_sample("petrichor.yaml").cluster), (ScalingBounds{1, 36}));
    EXPECT_EQ(scaling_bounds(read_sample("rm_petrichor.yaml").cluster), (ScalingBounds{27, 128}));
}

TEST(ReadCluster, takes_the_flat_form_with_its_old_names)
{
    auto const file = read_sample("magnus.yaml");
    EXPECT_EQ(file.layout, Layout::flat);
    EXPECT_FALSE(file.diagnostics.has_errors());
    EXPECT_EQ(file.cluster.account, "ja3");
    EXPECT_EQ(file.cluster.walltime.span, Seconds{21600});
    EXPECT_EQ(initial_nodes(file.cluster), 84U);
    EXPECT_EQ(file.cluster.death_timeout, Seconds{300});
    EXPECT_THAT(file.diagnostics.render(), HasSubstr("longer than the walltime"));
}

TEST(ReadCluster, takes_dasks_own_configuration)
{
    auto const file = read_sample("jobqueue.yaml");
    EXPECT_EQ(file.diagnostics.render(), "");
    EXPECT_EQ(file.layout, Layout::jobqueue);
    EXPECT_EQ(file.cluster.local_directory, "/glade/scratch");
    EXPECT_EQ(file.cluster.scheduler_options.interface, "ib0");
}

TEST(ReadCluster, names_the_sections_when_one_is_missing)
{
    auto options = bare;
    options.config_name = "slrum";
    auto const file = read_cluster_files({source("tests/data/cluster/jobqueue.yaml")}, options);
    EXPECT_THAT(file.diagnostics.render(),
                HasSubstr("no section 'slrum' under 'jobqueue' (there "
                          "are: slurm, other)"));
}

TEST(ReadCluster, accounts_for_every_key_with_its_place)
{
    auto const file = read_sample("flint.yaml");
    for (auto const& row : file.keys) {
        EXPECT_GT(row.origin.line, 0U) << row.key;
        EXPECT_FALSE(row.effect.empty()) << row.key;
    }
    EXPECT_EQ(file.keys.size(), 15U);
}

TEST(ReadCluster, reports_all_problems_of_a_file_at_once)
{
    auto const file = read_cluster_text(
        "cluster_kwarg: {}\ncluster_kwargs: {cores: many, memory: 1GB, quene: x}\n", "f", bare);
    EXPECT_EQ(file.diagnostics.count(Severity::error), 3U);
    EXPECT_THAT(file.diagnostics.render(), HasSubstr("did you mean 'cluster_kwargs'?"));
}

TEST(ReadCluster, refuses_clusters_that_are_not_slurm)
{
    auto const file = read_cluster_text("cluster_class: dask_jobqueue.PBSCluster\n", "f", bare);
    EXPECT_THAT(file.diagnostics.render(),
                HasSubstr("f:1:16: cluster_class 'dask_jobqueue.PBSCluster' is not supported"));
}

TEST(ReadCluster, takes_a_local_cluster)
{
    auto const file = read_cluster_text(
        "cluster_class: distributed.LocalCluster\ncluster_kwargs: {n_workers: 2, "
        "threads_per_worker: 3}\n",
        "f",
        bare);
    EXPECT_EQ(file.diagnostics.render(), "");
    EXPECT_EQ(file.cluster.kind, ClusterKind::local);
    EXPECT_EQ(worker_shape(file.cluster).slots, 3U);
}

TEST(ReadCluster, refuses_what_is_no_cluster_file)
{
    EXPECT_THAT(read_cluster_text("", "f", bare).diagnostics.render(), HasSubstr("holds no 'key"));
    EXPECT_THAT(read_cluster_text("- a\n", "f", bare).diagnostics.render(), HasSubstr("holds no"));
}

TEST(ReadCluster, lets_the_command_line_win)
{
    auto options = bare;
    options.sets = {"cluster_kwargs.walltime=2:00:00", "adapt_kwargs.minimum=3", "queue=q"};
    auto const file = read_cluster_files({source("tests/data/cluster/flint.yaml")}, options);
    EXPECT_EQ(file.cluster.walltime.text, "2:00:00");
    EXPECT_EQ(file.cluster.adapt->minimum, 3U);
    EXPECT_EQ(file.cluster.queue, "q");
    options.sets = {"walltime"};
    EXPECT_TRUE(read_cluster_text("cores: 1", "f", options).diagnostics.has_errors());
}

TEST(ReadCluster, reads_dasks_own_files_below_a_file_of_dask_only)
{
    auto options = bare;
    options.environment["DASK_JOBQUEUE__SLURM__ACCOUNT"] = "from-environment";
    auto const dask = read_cluster_files({source("tests/data/cluster/flint.yaml")}, options);
    EXPECT_EQ(dask.cluster.account, "from-environment");
    auto const flat = read_cluster_text("cores: 1\nmemory: 1GB\n", "f", options);
    EXPECT_EQ(flat.cluster.account, std::nullopt);
}

TEST(ReadCluster, agrees_with_the_annotated_file)
{
    auto const file = read_cluster_files({source("yaml/atoll.yaml")}, bare);
    EXPECT_EQ(file.diagnostics.render(), "");
    ClusterConfig expected;
    expected.cores = 1;
    expected.memory = Bytes{1'000'000'000};
    expected.adapt = AdaptConfig{};
    EXPECT_EQ(file.cluster, expected);
    for (auto const section : {Section::cluster, Section::adapt, Section::scheduler_options}) {
        for (auto const& key : cluster_keys(section)) {
            bool const stated = std::ranges::any_of(file.keys, [&key](KeyReport const& row) {
                return row.key.substr(row.key.find('.') + 1) == key.name;
            });
            EXPECT_TRUE(stated) << key.name;
        }
    }
}

TEST(ReadCluster, finds_nothing_wrong_with_the_site_files)
{
    for (auto const& entry : fs::directory_iterator{source("yaml/sites")}) {
        EXPECT_EQ(read_cluster_files({entry.path()}, bare).diagnostics.render(), "") << entry;
    }
}

// Replays what fuzzing is started from, and every file that once broke the reader.
TEST(ReadCluster, survives_the_corpus_of_the_fuzzer)
{
    for (auto const& entry : fs::directory_iterator{source("tests/fuzz/corpus/cluster_file")}) {
        std::ifstream stream{entry.path(), std::ios::binary};
        std::string const text{std::istreambuf_iterator<char>{stream}, {}};
        EXPECT_NO_THROW(static_cast<void>(read_cluster_text(text, "f", bare))) << entry;
    }
}

class ReadClusterFilesTest : public session::ScratchFolderTest {};

TEST_F(ReadClusterFilesTest, joins_daliuges_ini_and_template)
{
    std::ofstream{scratch() / "a.ini"} << "[ENGINE]\nNUM_NODES = 2\n[F]\nMODULES = module load x\n";
    std::ofstream{scratch() / "b.slurm"} << "#!/bin/bash\n#SBATCH --nodes=$NUM_NODES\n$MODULES\n";
    auto const file = read_cluster_files({scratch() / "a.ini", scratch() / "b.slurm"}, bare);
    EXPECT_FALSE(file.diagnostics.has_errors());
    EXPECT_THAT(file.cluster.job_script_prologue, ElementsAre("$MODULES"));
    EXPECT_EQ(file.cluster.variables.at("MODULES"), "module load x");
}

TEST_F(ReadClusterFilesTest, refuses_two_files_of_other_kinds)
{
    std::ofstream{scratch() / "a.yaml"} << "cores: 1\n";
    EXPECT_THROW(
        static_cast<void>(read_cluster_files({scratch() / "a.yaml", scratch() / "a.yaml"}, bare)),
        Error);
    EXPECT_THROW(static_cast<void>(read_cluster_files({scratch() / "absent"}, bare)), Error);
}

}  // namespace
}  // namespace atl::config

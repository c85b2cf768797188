#include "slurm/header.hpp"

#include "atoll/config/read_cluster.hpp"
#include "atoll/core/error.hpp"

namespace atl::slurm {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;
using ::testing::StartsWith;

config::ClusterConfig sample(std::string const& name)
{
    return config::read_cluster_files(
               {std::string{ATOLL_SOURCE_DIR} + "/tests/data/cluster/" + name},
               {"slurm", {{"DASK_ROOT_CONFIG", "/nowhere"}}, {}})
        .cluster;
}

std::vector<std::string> lines(config::ClusterConfig const& cluster)
{
    return header_lines(cluster, config::MemoryDirective::mem, 1);
}

TEST(HeaderLines, are_those_of_dask_jobqueue_but_for_the_name)
{
    EXPECT_THAT(lines(sample("flint.yaml")),
                ElementsAre("#SBATCH -J flint-worker",
                            "#SBATCH -e flint_logs/flint-worker-%J.err",
                            "#SBATCH -o flint_logs/flint-worker-%J.out",
                            "#SBATCH -n 1",
                            "#SBATCH -N 1",
                            "#SBATCH --cpus-per-task=8",
                            "#SBATCH --mem=120G",
                            "#SBATCH -t 0-24:00:00",
                            "#SBATCH --qos express",
                            "#SBATCH --no-requeue"));
}

TEST(HeaderLines, of_petrichor_have_its_account)
{
    EXPECT_THAT(lines(sample("petrichor.yaml")),
                ElementsAre("#SBATCH -J spice-worker",
                            "#SBATCH -e spice_logs/spice-worker-%J.err",
                            "#SBATCH -o spice_logs/spice-worker-%J.out",
                            "#SBATCH -A OD-217087",
                            "#SBATCH -n 1",
                            "#SBATCH -N 1",
                            "#SBATCH --cpus-per-task=16",
                            "#SBATCH --mem=128G",
                            "#SBATCH -t 1-00:00:00",
                            "#SBATCH --qos express"));
}

TEST(HeaderLines, of_the_flat_form_keep_the_users_own_time)
{
    EXPECT_THAT(lines(sample("magnus.yaml")),
                ElementsAre("#SBATCH -J spice-worker",
                            "#SBATCH -e spice_logs/spice-worker-%J.err",
                            "#SBATCH -o spice_logs/spice-worker-%J.out",
                            "#SBATCH -p workq",
                            "#SBATCH -A ja3",
                            "#SBATCH -n 1",
                            "#SBATCH -N 1",
                            "#SBATCH --cpus-per-task=24",
                            "#SBATCH --mem=56G",
                            "#SBATCH -t 6:00:00",
                            "#SBATCH -M magnus"));
}

TEST(HeaderLines, ask_for_the_nodes_of_the_session)
{
    auto const found = header_lines(sample("petrichor.yaml"), config::MemoryDirective::mem, 7);
    EXPECT_THAT(found, Contains("#SBATCH -n 7"));
    EXPECT_THAT(found, Contains("#SBATCH -N 7"));
}

TEST(HeaderLines, leave_out_exactly_the_option_that_is_skipped)
{
    auto cluster = sample("petrichor.yaml");
    cluster.job_directives_skip = {"-t", "--mem"};
    auto const found = lines(cluster);
    EXPECT_THAT(found, Not(Contains(StartsWith("#SBATCH -t"))));
    EXPECT_THAT(found, Not(Contains(StartsWith("#SBATCH --mem"))));
    EXPECT_THAT(found, Contains("#SBATCH --cpus-per-task=16"));
}

TEST(HeaderLines, leave_out_lines_that_contain_a_skipped_text)
{
    auto cluster = sample("petrichor.yaml");
    cluster.job_directives_skip = {"spice"};
    EXPECT_THAT(lines(cluster), Contains("#SBATCH -n 1"));
    EXPECT_THAT(lines(cluster), Not(Contains(StartsWith("#SBATCH -J"))));
}

TEST(HeaderLines, ask_for_memory_as_the_site_wants_it)
{
    auto const cluster = sample("petrichor.yaml");
    EXPECT_THAT(header_lines(cluster, config::MemoryDirective::mem_per_cpu, 1),
                Contains("#SBATCH --mem-per-cpu=8192M"));
    EXPECT_THAT(header_lines(cluster, config::MemoryDirective::none, 1),
                Not(Contains(StartsWith("#SBATCH --mem"))));
}

TEST(HeaderLines, fill_only_what_a_template_leaves_out)
{
    config::ClusterConfig cluster;
    cluster.header = config::HeaderStyle::completed;
    cluster.job_extra_directives = {"--nodes=4", "--time=1:00:00", "-J mine"};
    EXPECT_THAT(
        header_lines(cluster, config::MemoryDirective::mem, 4),
        ElementsAre(
            "#SBATCH -n 4", "#SBATCH --nodes=4", "#SBATCH --time=1:00:00", "#SBATCH -J mine"));
}

TEST(OwnLines, yield_to_those_of_the_user)
{
    config::ClusterConfig cluster;
    cluster.job_extra_directives = {"--signal=B:TERM@30"};
    EXPECT_THAT(
        own_lines(cluster, {{"signal", "B:USR1@120"}, {"open-mode", "append"}, {"hold", ""}}),
        ElementsAre("#SBATCH --open-mode=append", "#SBATCH --hold"));
}

TEST(SbatchValue, is_quoted_only_where_sbatch_would_split_it)
{
    EXPECT_EQ(sbatch_value("0-24:00:00"), "0-24:00:00");
    EXPECT_EQ(sbatch_value("a b"), "\"a b\"");
    EXPECT_EQ(sbatch_value("a\"\\b"), "\"a\\\"\\\\b\"");
    EXPECT_EQ(sbatch_value(""), "\"\"");
    EXPECT_EQ(sbatch_value("a#b"), "\"a#b\"");
}

TEST(SbatchValue, cannot_end_its_line)
{
    EXPECT_THROW(static_cast<void>(sbatch_value("q\n#SBATCH --uid=0")), Error);
    EXPECT_THROW(static_cast<void>(sbatch_value("q\r")), Error);
}

}  // namespace
}  // namespace atl::slurm

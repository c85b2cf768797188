#include "app/job_plan.hpp"

#include <fstream>

#include "atoll/core/error.hpp"

#include "unit/session/scratch_folder.hpp"

namespace atl::app {
namespace {

using ::testing::HasSubstr;

class JobPlanTest : public session::ScratchFolderTest {
  protected:
    PlanOptions options;

    void write(std::string const& text)
    {
        auto const file = scratch() / "site.yaml";
        std::ofstream{file} << text;
        options.cluster_files = {file};
    }
};

TEST_F(JobPlanTest, takes_the_size_of_the_cluster_file)
{
    write("cores: 1\nmemory: 1GB\nn_workers: 3\n");
    EXPECT_EQ(read_plan(options).nodes, 3U);
}

TEST_F(JobPlanTest, takes_the_size_of_the_command_line_first)
{
    write("cores: 1\nmemory: 1GB\nn_workers: 3\n");
    options.sets = {"nodes=5", "walltime=1:00:00"};
    auto const plan = read_plan(options);
    EXPECT_EQ(plan.nodes, 5U);
    EXPECT_EQ(plan.cluster.cluster.walltime.span, Seconds{3600});
}

TEST_F(JobPlanTest, tells_the_cpus_of_a_node_manager)
{
    write("cores: 2\njob_cpu: 8\nmemory: 1GB\n");
    EXPECT_EQ(cpus_per_rank(read_plan(options)), 8U);
    options.sets = {"cpus_per_rank=3"};
    EXPECT_EQ(cpus_per_rank(read_plan(options)), 3U);
}

TEST_F(JobPlanTest, refuses_directives_that_contradict_the_size)
{
    write("cores: 1\nmemory: 1GB\njob_extra_directives: ['-N 4']\n");
    EXPECT_THAT(read_plan(options).cluster.diagnostics.render(),
                HasSubstr("'--nodes=4' contradicts the 1 nodes of the session"));
    options.sets = {"nodes=4"};
    EXPECT_NO_THROW(require_valid(read_plan(options)));
}

TEST_F(JobPlanTest, takes_the_usual_cluster_file_from_the_environment)
{
    EXPECT_THROW(static_cast<void>(read_plan(options)), Error);
    write("cores: 1\nmemory: 1GB\n");
    options.environment["ATOLL_CLUSTER"] = options.cluster_files.front();
    options.cluster_files.clear();
    EXPECT_EQ(read_plan(options).cluster.cluster.cores, 1U);
}

TEST_F(JobPlanTest, throws_all_errors_together)
{
    write("coers: 1\nmemroy: 1GB\n");
    try {
        require_valid(read_plan(options));
        FAIL();
    } catch (Error const& error) {
        EXPECT_EQ(error.kind(), ErrorKind::invalid_config);
        EXPECT_THAT(error.what(), HasSubstr("unknown key 'coers'"));
        EXPECT_THAT(error.what(), HasSubstr("unknown key 'memroy'"));
    }
}

TEST_F(JobPlanTest, refuses_a_setting_that_nobody_knows)
{
    write("cores: 1\nmemory: 1GB\n");
    options.sets = {"luncher=auto"};
    EXPECT_THROW(require_valid(read_plan(options)), Error);
}

}  // namespace
}  // namespace atl::app

#include "config/dask_layers.hpp"

#include <fstream>

#include "unit/session/scratch_folder.hpp"

namespace atl::config {
namespace {

class DaskLayersTest : public session::ScratchFolderTest {
  protected:
    std::map<std::string, std::string> environment{{"DASK_ROOT_CONFIG", scratch() / "etc"},
                                                   {"HOME", scratch() / "home"}};
    Diagnostics problems;

    void write(std::string const& file, std::string const& text)
    {
        auto const path = scratch() / file;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream{path} << text;
    }

    // "key=value" of every statement, lowest rank first.
    std::vector<std::string> statements()
    {
        std::vector<std::string> found;
        for (auto const& s : dask_statements("slurm", environment, problems)) {
            found.push_back(s.member.key + "=" + one_line(s.member.value));
        }
        return found;
    }
};

TEST_F(DaskLayersTest, are_read_from_the_site_the_home_and_the_environment_in_this_order)
{
    write("etc/jobqueue.yaml", "jobqueue: {slurm: {queue: site}}");
    write("home/.config/dask/jobqueue.yaml", "jobqueue: {slurm: {queue: home}}");
    environment["DASK_JOBQUEUE__SLURM__QUEUE"] = "variable";
    EXPECT_THAT(statements(), ::testing::ElementsAre("queue=site", "queue=home", "queue=variable"));
}

TEST_F(DaskLayersTest, read_the_file_that_DASK_CONFIG_names)
{
    write("mine.yaml", "jobqueue: {slurm: {account: a}, pbs: {account: b}}");
    environment["DASK_CONFIG"] = scratch() / "mine.yaml";
    EXPECT_THAT(statements(), ::testing::ElementsAre("account=a"));
}

TEST_F(DaskLayersTest, take_a_variable_for_a_literal)
{
    environment["DASK_JOBQUEUE__SLURM__JOB_EXTRA_DIRECTIVES"] = "['--qos x', '-C y']";
    environment["DASK_JOBQUEUE__PBS__QUEUE"] = "other";
    EXPECT_THAT(statements(), ::testing::ElementsAre("job_extra_directives=[--qos x, -C y]"));
}

TEST_F(DaskLayersTest, are_empty_where_there_are_none)
{
    write("etc/distributed.yaml", "# nothing but comments\n");
    EXPECT_THAT(statements(), ::testing::IsEmpty());
    EXPECT_FALSE(problems.has_errors());
}

TEST_F(DaskLayersTest, do_not_stop_anybody_by_what_is_not_of_job_queues)
{
    write("home/.config/dask/distributed.yaml", "distributed: {a: 1, a: 2}");
    write("home/.config/dask/jobqueue.yaml", "jobqueue: {slurm: {queue: home}}");
    EXPECT_THAT(statements(), ::testing::ElementsAre("queue=home"));
    EXPECT_EQ(problems.count(Severity::error), 0);
    EXPECT_EQ(problems.count(Severity::warning), 1);
}

TEST_F(DaskLayersTest, are_refused_where_they_say_twice_what_a_queue_is)
{
    write("home/.config/dask/jobqueue.yaml", "jobqueue: {slurm: {queue: a, queue: b}}");
    static_cast<void>(statements());
    EXPECT_TRUE(problems.has_errors());
}

TEST_F(DaskLayersTest, split_scheduler_options_from_their_neighbours)
{
    std::vector<Statement> found;
    add_statements(*parse_yaml("{queue: q, scheduler_options: {port: 1}}", "f", problems),
                   Section::cluster,
                   Severity::error,
                   found);
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[2].section, Section::scheduler_options);
    EXPECT_EQ(found[2].member.key, "port");
}

}  // namespace
}  // namespace atl::config

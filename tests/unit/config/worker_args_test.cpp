#include "config/worker_args.hpp"

#include <algorithm>

namespace atl::config {
namespace {

using ::testing::HasSubstr;

class WorkerArgsTest : public ::testing::Test {
  protected:
    ClusterFile read(std::string const& rest)
    {
        return read_cluster_text("cores: 1\nmemory: 1GB\n" + rest, "f", {});
    }

    static KeyReport const* row(ClusterFile const& file, std::string const& key)
    {
        auto const found = std::ranges::find(file.keys, key, &KeyReport::key);
        return found == file.keys.end() ? nullptr : &*found;
    }
};

TEST_F(WorkerArgsTest, take_the_place_of_keys_that_are_absent)
{
    auto const file = read("worker_extra_args: ['--local-directory', /scratch, --interface=ib0]\n");
    EXPECT_EQ(file.cluster.local_directory, "/scratch");
    EXPECT_EQ(file.cluster.interface, "ib0");
}

TEST_F(WorkerArgsTest, yield_to_the_key_of_the_same_name)
{
    auto const file = read("local_directory: /a\nextra: ['--local-directory /b']\n");
    EXPECT_EQ(file.cluster.local_directory, "/a");
    EXPECT_EQ(row(file, "worker_extra_args --local-directory")->fate, KeyFate::overridden);
}

TEST_F(WorkerArgsTest, warn_of_a_lifetime_beyond_the_walltime)
{
    auto const file = read("walltime: 6:00:00\nworker_extra_args: [--lifetime 11h]\n");
    EXPECT_THAT(file.diagnostics.render(),
                HasSubstr("'--lifetime 11h' is longer than the walltime"));
}

TEST_F(WorkerArgsTest, account_for_options_that_mean_nothing_here)
{
    auto const file =
        read("worker_extra_args: [--lifetime, 14m, --memory-limit, 128GiB, --pid-file, x]\n");
    ASSERT_NE(row(file, "worker_extra_args --memory-limit"), nullptr);
    EXPECT_EQ(row(file, "worker_extra_args --pid-file")->fate, KeyFate::ignored);
    EXPECT_EQ(file.diagnostics.count(Severity::warning), 0U);
}

}  // namespace
}  // namespace atl::config

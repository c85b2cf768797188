#include "atoll/slurm/explain.hpp"

namespace atl::slurm {
namespace {

using ::testing::HasSubstr;

config::ClusterFile read(std::string const& text)
{
    return config::read_cluster_text(text, "f.yaml", {});
}

std::string const minimal{"cores: 1\njob_cpu: 8\nmemory: 32GB\nn_workers: 3\n"};

TEST(Explain, shows_script_keys_worker_and_size)
{
    auto const file = read(minimal);
    auto const text = explain_text({file, "#!/bin/bash\n", 3, {}});
    EXPECT_THAT(text, HasSubstr("== job script\n#!/bin/bash\n"));
    EXPECT_THAT(text, HasSubstr("job_cpu = 8\n    f.yaml:2:10, honoured: CPUs of a node"));
    EXPECT_THAT(text, HasSubstr("1 slot x 8 CPUs, memory: 29.8 GiB"));
    EXPECT_THAT(text, HasSubstr("at least 3 nodes (24 CPUs), at most 3 nodes (24 CPUs)"));
}

TEST(Explain, shows_problems_in_place_of_a_script)
{
    auto const file = read("coers: 1\n");
    auto const text = explain_text({file, "", 1, {}});
    EXPECT_THAT(text, HasSubstr("none: the file has errors"));
    EXPECT_THAT(text, HasSubstr("== problems\nerror: f.yaml:1:1: unknown key 'coers'"));
}

TEST(Explain, shows_which_values_are_refused_and_what_is_wrong_with_settings)
{
    auto const file = read("cores: two\nmemory: 2GB\n");
    Diagnostics settings;
    settings.error("--set", "unknown setting 'launcer'", "did you mean 'launcher'?");
    auto const text = explain_text({file, "", 1, settings});
    EXPECT_THAT(text, HasSubstr("cores = two\n    f.yaml:1:8, refused:"));
    EXPECT_THAT(text, HasSubstr("memory = 2GB\n    f.yaml:2:9, honoured:"));
    EXPECT_THAT(text, HasSubstr("error: --set: unknown setting 'launcer'"));
    EXPECT_THAT(explain_json({file, "", 1, settings}), HasSubstr("unknown setting 'launcer'"));
}

TEST(Explain, is_written_as_json)
{
    auto const file = read(minimal);
    auto const text = explain_json({file, "script", 3, {}});
    EXPECT_THAT(text, HasSubstr("\"script\": \"script\""));
    EXPECT_THAT(text, HasSubstr("\"slots\": 1"));
    EXPECT_THAT(text, HasSubstr("\"origin\": \"f.yaml:1:8\""));
    EXPECT_THAT(text, HasSubstr("\"problems\": []"));
}

}  // namespace
}  // namespace atl::slurm

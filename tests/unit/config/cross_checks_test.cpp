#include "config/cross_checks.hpp"

namespace atl::config {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string problems_of(std::string const& text)
{
    return read_cluster_text(text, "f", {}).diagnostics.render();
}

std::string const minimal{"cores: 1\nmemory: 1GB\n"};

TEST(CrossChecks, pass_a_file_that_is_right)
{
    EXPECT_EQ(problems_of(minimal), "");
}

TEST(CrossChecks, name_every_key_that_is_missing)
{
    auto const problems = problems_of("queue: q\n");
    EXPECT_THAT(problems, HasSubstr("'cores' is missing"));
    EXPECT_THAT(problems, HasSubstr("'memory' is missing"));
}

TEST(CrossChecks, refuse_memory_that_is_meant_in_another_unit)
{
    EXPECT_THAT(
        problems_of("cores: 1\nmemory: 128\n"),
        HasSubstr("f:2:9: memory of 128 B is too little for a node\n  hint: a bare number"));
}

TEST(CrossChecks, refuse_zero_cores)
{
    EXPECT_THAT(problems_of("cores: 0\nmemory: 1GB\n"), HasSubstr("f:1:8: 'cores' is 0"));
}

TEST(CrossChecks, refuse_a_maximum_below_the_minimum)
{
    EXPECT_THAT(problems_of("cluster_kwargs: {cores: 1, memory: 1GB}\n"
                            "adapt_kwargs: {minimum: 4, maximum: 2}\n"),
                HasSubstr("at most 2 jobs, and at least 4"));
}

TEST(CrossChecks, say_that_a_bare_walltime_is_minutes)
{
    EXPECT_THAT(problems_of(minimal + "walltime: 90\n"), HasSubstr("walltime '90' is in minutes"));
    EXPECT_EQ(problems_of(minimal + "walltime: 24:00:00\n"), "");
}

TEST(CrossChecks, warn_of_variables_that_slurm_does_not_expand)
{
    EXPECT_THAT(problems_of(minimal + "queue: $Q\n"), HasSubstr("'$Q' of 'queue' is taken as it"));
}

TEST(CrossChecks, refuse_job_arrays)
{
    EXPECT_THAT(problems_of(minimal + "job_extra_directives: ['--array=0-9']\n"),
                HasSubstr("a session is one job"));
}

TEST(CrossChecks, say_which_shells_cannot_run_the_script)
{
    EXPECT_THAT(problems_of(minimal + "shebang: '#!/bin/sh'\n"), HasSubstr("goes on in bash"));
    EXPECT_THAT(problems_of(minimal + "shebang: '#!/bin/tcsh'\n"), HasSubstr("names no shell"));
    EXPECT_THAT(problems_of(minimal + "shebang: '#!/bin/bash --login'\n"), Not(HasSubstr("bash'")));
    EXPECT_THAT(problems_of(minimal + "shebang: bash\n"), HasSubstr("does not start with '#!'"));
}

TEST(CrossChecks, add_what_memory_and_walltime_come_to)
{
    auto const file = read_cluster_text("cores: 1\nmemory: 128GB\nwalltime: 24:00:00\n", "f", {});
    EXPECT_THAT(file.keys[1].effect, HasSubstr("(119.2 GiB; --mem=120G)"));
    EXPECT_THAT(file.keys[2].effect, HasSubstr("(= 24 h 00 min)"));
}

TEST(CrossChecks, take_the_time_limit_of_a_directive_for_the_real_one)
{
    auto const file =
        read_cluster_text(minimal + "job_extra_directives: ['--time=2:00:00']\n", "f", {});
    EXPECT_EQ(file.cluster.walltime.span, Seconds{7200});
}

}  // namespace
}  // namespace atl::config

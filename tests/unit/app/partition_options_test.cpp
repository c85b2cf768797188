#include "app/partition_options.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

#include "app/options.hpp"

namespace atl::app {
namespace {

using ::testing::HasSubstr;
using translate::CutGoal;
using translate::CutScheme;
using translate::PartitionRequest;

[[nodiscard]] PartitionRequest request_with(std::vector<std::string> parameters)
{
    AlgorithmArguments arguments;
    arguments.parameters = std::move(parameters);
    Diagnostics notes;
    return partition_request(arguments, notes);
}

/// What is said of \p arguments, which must be refused as misuse.
[[nodiscard]] std::string refusal(AlgorithmArguments const& arguments)
{
    Diagnostics notes;
    try {
        static_cast<void>(partition_request(arguments, notes));
    } catch (Error const& error) {
        EXPECT_EQ(error.kind(), ErrorKind::usage);
        return error.problem() + " | " + error.hint();
    }
    return "taken";
}

[[nodiscard]] std::string refusal_of_parameter(std::string const& parameter)
{
    AlgorithmArguments arguments;
    arguments.parameters = {parameter};
    return refusal(arguments);
}

TEST(PartitionOptions, parameters_have_the_names_and_meanings_of_daliuge)
{
    auto const request =
        request_with({"max_cpu=3", "deadline=12.5", "topk=7", "swarm_size=9", "min_goal=1"});
    EXPECT_EQ(request.max_parallelism, 3U);
    EXPECT_EQ(request.deadline, 12.5);
    EXPECT_EQ(request.top_edges, 7U);
    EXPECT_EQ(request.swarm_size, 9U);
    EXPECT_EQ(request.goal, CutGoal::volume);
}

TEST(PartitionOptions, ptype_chooses_how_metis_goes_about_it)
{
    EXPECT_EQ(request_with({}).scheme, CutScheme::automatic);
    EXPECT_EQ(request_with({"ptype=0"}).scheme, CutScheme::k_way);
    EXPECT_EQ(request_with({"ptype=1"}).scheme, CutScheme::recursive_bisection);
}

TEST(PartitionOptions, max_load_imb_counts_down_from_101_thousandths)
{
    EXPECT_DOUBLE_EQ(request_with({"max_load_imb=90"}).imbalance, 0.011);
    EXPECT_DOUBLE_EQ(request_with({"max_load_imb=100"}).imbalance, 0.001);
}

TEST(PartitionOptions, the_last_of_two_values_counts)
{
    EXPECT_EQ(request_with({"max_cpu=3", "max_cpu=5"}).max_parallelism, 5U);
}

TEST(PartitionOptions, what_has_no_effect_is_noted)
{
    AlgorithmArguments arguments;
    arguments.parameters = {"max_mem=100"};
    Diagnostics notes;
    static_cast<void>(partition_request(arguments, notes));
    EXPECT_THAT(notes.render(), HasSubstr("'max_mem' has no effect here"));
}

TEST(PartitionOptions, an_unknown_parameter_is_refused_with_the_nearest_name)
{
    EXPECT_THAT(refusal_of_parameter("max_cpus=3"),
                HasSubstr("-A: unknown parameter 'max_cpus' (must be one of: max_cpu, deadline"));
    EXPECT_THAT(refusal_of_parameter("max_cpus=3"), HasSubstr("did you mean 'max_cpu'?"));
}

TEST(PartitionOptions, values_that_are_no_numbers_in_range_are_refused)
{
    EXPECT_THAT(refusal_of_parameter("max_cpu"), HasSubstr("not of the form name=value"));
    for (auto const* const text : {"max_cpu=",
                                   "max_cpu=x",
                                   "max_cpu=3x",
                                   "max_cpu=0",
                                   "max_cpu=nan",
                                   "max_cpu=1e10",
                                   "ptype=2",
                                   "deadline=-1"}) {
        EXPECT_THAT(refusal_of_parameter(text), HasSubstr("the value must be a number from "))
            << text;
    }
}

TEST(PartitionOptions, the_cluster_is_described_in_units)
{
    AlgorithmArguments arguments;
    arguments.cores = 16;
    arguments.bandwidth = "200MB";
    arguments.latency = "2ms";
    Diagnostics notes;
    auto const request = partition_request(arguments, notes);
    EXPECT_EQ(request.cores, 16U);
    EXPECT_EQ(request.bandwidth, 200e6);
    EXPECT_DOUBLE_EQ(request.latency, 2e-3);
}

TEST(PartitionOptions, clusters_that_cannot_be_are_refused)
{
    AlgorithmArguments none;
    none.cores = 0;
    EXPECT_THAT(refusal(none), HasSubstr("--cores"));
    AlgorithmArguments silent;
    silent.bandwidth = "0";
    EXPECT_THAT(refusal(silent), HasSubstr("--bandwidth '0' is not a size"));
    AlgorithmArguments late;
    late.latency = "soon";
    EXPECT_THAT(refusal(late), HasSubstr("--latency 'soon' is not a time"));
}

TEST(PartitionOptions, only_algorithms_that_choose_get_to_choose_the_number_of_parts)
{
    EXPECT_EQ(default_parts("metis"), 1U);
    EXPECT_EQ(default_parts("auto"), 1U);
    EXPECT_EQ(default_parts("mysarkar"), 0U);
    EXPECT_EQ(default_parts("min_num_parts"), 0U);
    EXPECT_EQ(default_parts("pso"), 0U);
}

TEST(PartitionOptions, are_read_from_the_command_line)
{
    AlgorithmArguments arguments;
    CommandLine line{"atoll x", {}, {}};
    add_algorithm_options(line.options, arguments);
    std::vector<std::string> const words{
        "-a", "pso", "-A", "topk=2", "-A", "deadline=3", "--seed", "4", "--cores=8"};
    EXPECT_EQ(parse_options(line, words), Parsed::go_on);
    EXPECT_EQ(arguments.algorithm, "pso");
    EXPECT_THAT(arguments.parameters, ::testing::ElementsAre("topk=2", "deadline=3"));
    EXPECT_EQ(arguments.seed, 4);
    EXPECT_EQ(arguments.cores, 8);
}

}  // namespace
}  // namespace atl::app

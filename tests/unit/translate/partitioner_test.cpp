#include "atoll/translate/partitioner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

#include "unit/translate/graph_samples.hpp"
#include "unit/translate/random_graph.hpp"

namespace atl::translate {
namespace {

using ::testing::Each;
using ::testing::Lt;
using ::testing::SizeIs;

TEST(Partitioner, every_name_makes_the_partitioner_of_that_name)
{
    for (auto const name : partitioner_names()) {
        EXPECT_EQ(make_partitioner(name)->name(), name);
    }
    EXPECT_EQ(partitioner_names().front(), "auto");
}

TEST(Partitioner, an_unknown_name_is_told_with_the_known_ones)
{
    try {
        static_cast<void>(make_partitioner("mets"));
        FAIL() << "no error";
    } catch (Error const& error) {
        EXPECT_EQ(error.kind(), ErrorKind::usage);
        EXPECT_EQ(error.problem(),
                  "unknown partition algorithm 'mets' (must be one of: auto, metis, mysarkar, "
                  "min_num_parts, pso, none, template, round-robin, as-given)");
        EXPECT_EQ(error.hint(), "did you mean 'metis'?");
    }
}

TEST(Partitioner, every_algorithm_places_every_drop_in_exactly_the_parts_asked_for)
{
    for (auto const name : partitioner_names()) {
        for (std::uint32_t const parts : {1U, 2U, 5U, 200U}) {
            auto const graph = testing::random_layers(4, 6, parts);
            Diagnostics notes;
            if (name == "as-given") {
                continue;  // makes the parts that the file has
            }
            auto const result = (*make_partitioner(name))(graph, {.partitions = parts}, notes);
            EXPECT_EQ(result.partitions, parts) << name;
            EXPECT_THAT(result.partition_of, SizeIs(graph.size())) << name;
            EXPECT_THAT(result.partition_of, Each(Lt(PartitionId{parts}))) << name;
        }
    }
}

TEST(Partitioner, every_algorithm_gives_the_same_answer_twice)
{
    auto const graph = testing::random_layers(6, 8, 3);
    for (auto const name : partitioner_names()) {
        Diagnostics notes;
        if (name != "as-given") {
            auto const partitioner = make_partitioner(name);
            PartitionRequest const request{.partitions = 3, .cores = 2};
            EXPECT_EQ((*partitioner)(graph, request, notes).partition_of,
                      (*partitioner)(graph, request, notes).partition_of)
                << name;
        }
    }
}

TEST(Partitioner, every_algorithm_takes_a_graph_without_drops)
{
    graph::PhysicalGraph const graph = testing::GraphSample{}.finish();
    for (auto const name : partitioner_names()) {
        Diagnostics notes;
        auto const result = (*make_partitioner(name))(graph, {.partitions = 3}, notes);
        EXPECT_TRUE(result.partition_of.empty()) << name;
        EXPECT_GE(result.partitions, 1U) << name;
    }
}

}  // namespace
}  // namespace atl::translate

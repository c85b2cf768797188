#include "atoll/translate/partitioner.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

#include "unit/translate/graph_samples.hpp"
#include "unit/translate/random_graph.hpp"
#include "unit/translate/random_logical_graph.hpp"

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

/// Section of each drop of what \p sample unrolls to, as the plan has it; {none, 0}: none.
using Section = std::pair<std::uint32_t, std::uint64_t>;
[[nodiscard]] std::vector<Section> planned_sections(UnrollPlan const& plan)
{
    std::vector<Section> sections;
    for (auto const& block : plan.blocks) {
        auto inner = block.count;
        for (std::uint32_t axis = 0; axis < block.section_axes; ++axis) {
            inner /= block.axes[axis];
        }
        for (std::uint64_t index = 0; index < block.count; ++index) {
            sections.emplace_back(block.section, index / inner);
        }
    }
    return sections;
}

TEST(Partitioner, no_algorithm_parts_an_exclusive_section)
{
    unsigned checked = 0;
    for (unsigned seed = 0; seed < 60; ++seed) {
        testing::RandomLogicalGraph const random{seed};
        auto const plan = random.sample().plan();
        Diagnostics problems;
        auto const graph = expand(random.sample().graph, plan, {}, problems);
        if (problems.has_errors()) {
            continue;
        }
        auto const sections = planned_sections(plan);
        if (std::ranges::all_of(sections, [](Section const& section) {
                return section.first == graph::LogicalNode::none;
            })) {
            continue;
        }
        for (auto const name : partitioner_names()) {
            if (name == "as-given") {
                continue;  // the file's hosts are the user's word
            }
            Diagnostics notes;
            auto const parts =
                (*make_partitioner(name))(graph, {.partitions = 3, .swarm_size = 3}, notes);
            std::map<Section, PartitionId> part_of;
            for (std::uint32_t i = 0; i < sections.size(); ++i) {
                if (sections[i].first != graph::LogicalNode::none) {
                    auto const part = parts.partition_of[i];
                    EXPECT_EQ(part_of.try_emplace(sections[i], part).first->second, part)
                        << name << " on seed " << seed << ", " << graph.oid(DropId{i});
                    ++checked;
                }
            }
        }
    }
    EXPECT_GT(checked, 500U);
}

}  // namespace
}  // namespace atl::translate

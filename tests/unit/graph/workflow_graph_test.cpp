#include "atoll/graph/workflow_graph.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/graph/drop_spec.hpp"

namespace atl::graph {
namespace {

using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

/// Task a reads "in" and writes "out", which b reads; c comes after b without a file.
[[nodiscard]] WorkflowTrace small_trace()
{
    WorkflowTrace trace;
    trace.name = "w";
    trace.files = {{.id = "in", .bytes = 100}, {.id = "out", .bytes = 1000, .has_writer = true}};
    trace.tasks = {{.id = "a",
                    .name = "first",
                    .seconds = 10,
                    .cores = 1.5,
                    .inputs = {0},
                    .outputs = {1},
                    .parents = {}},
                   {.id = "b", .name = "second", .inputs = {1}, .outputs = {}, .parents = {0}},
                   {.id = "c", .name = "third", .inputs = {}, .outputs = {}, .parents = {1}}};
    return trace;
}

class WorkflowGraphTest : public ::testing::Test {
  protected:
    void make(WorkflowGraphOptions const& options)
    {
        graph_ = workflow_graph(trace_, options, diagnostics_);
    }
    [[nodiscard]] DropId find(std::string const& oid) const
    {
        for (std::uint32_t i = 0; i < graph_.size(); ++i) {
            if (graph_.oid(DropId{i}) == oid) {
                return DropId{i};
            }
        }
        ADD_FAILURE() << "no drop " << oid;
        return DropId{};
    }
    [[nodiscard]] std::vector<std::string> names(std::span<DropId const> drops) const
    {
        std::vector<std::string> result;
        for (auto const drop : drops) {
            result.push_back(graph_.oid(drop));
        }
        return result;
    }

    WorkflowTrace trace_{small_trace()};
    Diagnostics diagnostics_;
    PhysicalGraph graph_;
};

TEST_F(WorkflowGraphTest, joins_tasks_by_files)
{
    make({});
    ASSERT_EQ(diagnostics_.render(), "");
    EXPECT_THAT(names(graph_.predecessors(find("task.a_0"))), UnorderedElementsAre("file.in_0"));
    EXPECT_THAT(names(graph_.successors(find("file.out_0"))), UnorderedElementsAre("task.b_0"));
}

TEST_F(WorkflowGraphTest, makes_files_that_were_there_before_with_apps_of_their_own)
{
    make({});
    EXPECT_THAT(names(graph_.predecessors(find("file.in_0"))), UnorderedElementsAre("stage.in_0"));
}

TEST_F(WorkflowGraphTest, links_tasks_directly_only_when_they_share_no_file)
{
    make({});
    EXPECT_THAT(names(graph_.successors(find("task.a_0"))), UnorderedElementsAre("file.out_0"));
    EXPECT_EQ(graph_.successors(find("task.b_0")).size(), 1U);
}

TEST_F(WorkflowGraphTest, scales_times_and_sizes)
{
    make({.time_scale = 0.5, .bytes_scale = 0.001});
    auto const& task = graph_.drop_template(find("task.a_0"));
    EXPECT_EQ(task.weight, 5);
    EXPECT_EQ(task.num_cpus, 2);
    auto const spec = DropSpec::parse(graph_.body(graph_.template_of(find("task.a_0"))));
    EXPECT_EQ(spec.get("files").text(), R"({"in":1,"out":1})");
}

TEST_F(WorkflowGraphTest, copies_share_templates_and_nothing_else)
{
    make({.replicas = 3});
    EXPECT_EQ(graph_.template_of(find("task.a_0")), graph_.template_of(find("task.a_2")));
    EXPECT_THAT(names(graph_.predecessors(find("task.a_2"))), UnorderedElementsAre("file.in_2"));
}

TEST_F(WorkflowGraphTest, refuses_cycles)
{
    trace_.tasks[0].parents.push_back(2);
    make({});
    EXPECT_THAT(diagnostics_.render(), HasSubstr("task.a_0"));
    EXPECT_TRUE(diagnostics_.has_errors());
}

TEST_F(WorkflowGraphTest, refuses_more_drops_than_a_graph_can_have)
{
    make({.replicas = 4'000'000'000U});
    EXPECT_THAT(diagnostics_.render(), HasSubstr("4000000000 copies would be"));
}

TEST_F(WorkflowGraphTest, refuses_sizes_that_no_file_can_have)
{
    make({.bytes_scale = 1e300});
    EXPECT_THAT(diagnostics_.render(), HasSubstr("file 'in' would have"));
}

}  // namespace
}  // namespace atl::graph

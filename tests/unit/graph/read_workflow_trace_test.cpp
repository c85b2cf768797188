#include "atoll/graph/read_workflow_trace.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace atl::graph {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

/// A trace of version 1.5 with \p tasks, \p files and \p executions.
[[nodiscard]] std::string trace(std::string const& tasks,
                                std::string const& files,
                                std::string const& executions)
{
    return R"({"name":"w","schemaVersion":"1.5","workflow":{"specification":{"tasks":[)" + tasks +
           R"(],"files":[)" + files + R"(]},"execution":{"tasks":[)" + executions + "]}}}";
}

[[nodiscard]] std::string problems(std::string const& json)
{
    return read_workflow_trace(json, "w.json").diagnostics.render();
}

constexpr auto* task_a =
    R"({"name":"n","id":"a","parents":[],"children":["b"],"outputFiles":["f"]})";
constexpr auto* task_b =
    R"({"name":"n","id":"b","parents":["a"],"children":[],"inputFiles":["f"]})";
constexpr auto* file_f = R"({"id":"f","sizeInBytes":7})";
constexpr auto* times =
    R"({"id":"a","runtimeInSeconds":1.5,"coreCount":2},{"id":"b","runtimeInSeconds":0})";

TEST(ReadWorkflowTrace, reads_version_1_5)
{
    auto const result =
        read_workflow_trace(trace(task_a + std::string{","} + task_b, file_f, times), "w.json");
    ASSERT_EQ(result.diagnostics.render(), "");
    auto const& [name, tasks, files] = result.trace;
    ASSERT_THAT(tasks, SizeIs(2));
    EXPECT_EQ(tasks[0].id, "a");
    EXPECT_EQ(tasks[0].seconds, 1.5);
    EXPECT_EQ(tasks[0].cores, 2);
    EXPECT_THAT(tasks[0].outputs, ElementsAre(0));
    EXPECT_THAT(tasks[1].inputs, ElementsAre(0));
    ASSERT_THAT(files, SizeIs(1));
    EXPECT_EQ(files[0].bytes, 7U);
    EXPECT_TRUE(files[0].has_writer);
}

TEST(ReadWorkflowTrace, reads_version_1_4_where_tasks_hold_everything)
{
    auto const result = read_workflow_trace(
        R"({"name":"w","schemaVersion":"1.4","workflow":{"tasks":[
        {"name":"a","type":"compute","runtimeInSeconds":3,"cores":1.5,"parents":[],
         "files":[{"name":"f","sizeInBytes":7,"link":"output"},{"name":"g","sizeInBytes":1,"link":"input"}]},
        {"name":"b","type":"compute","runtimeInSeconds":4,"parents":["a"],
         "files":[{"name":"f","sizeInBytes":7,"link":"input"}]}]}})",
        "w.json");
    ASSERT_EQ(result.diagnostics.render(), "");
    auto const& tasks = result.trace.tasks;
    ASSERT_THAT(tasks, SizeIs(2));
    EXPECT_EQ(tasks[1].seconds, 4);
    EXPECT_EQ(tasks[0].cores, 1.5);
    EXPECT_THAT(tasks[1].parents, ElementsAre(0));
    EXPECT_FALSE(result.trace.files[1].has_writer);
}

TEST(ReadWorkflowTrace, tells_everything_that_is_wrong_at_once)
{
    auto const text = problems(trace(
        R"({"name":"n","id":"a","parents":["gone"],"children":[],"outputFiles":["f"]},
           {"name":"n","id":"a","parents":[],"children":[]},
           {"name":"n","id":"b","parents":[],"children":[],"outputFiles":["f","unknown"]},
           {"name":"n","id":"c","parents":[],"children":[]})",
        R"({"id":"f","sizeInBytes":7},{"id":"g","sizeInBytes":-1},{"id":"h"})",
        R"({"id":"a","runtimeInSeconds":"long"},{"id":"b","runtimeInSeconds":1})"));
    EXPECT_THAT(text,
                AllOf(HasSubstr("/workflow/specification/tasks/0/parents/0 (task 'a')"),
                      HasSubstr("there is no task 'gone'"),
                      HasSubstr("task 'a' is there twice"),
                      HasSubstr("file 'f' is written by task 'a' as well"),
                      HasSubstr("file 'unknown' has no size"),
                      HasSubstr("sizeInBytes of file 'g' is -1"),
                      HasSubstr("file 'h' has no sizeInBytes")));
    EXPECT_THAT(text,
                AllOf(HasSubstr("runtimeInSeconds is \"long\""),
                      HasSubstr("/workflow/specification/tasks/3 (task 'c')"),
                      HasSubstr("the task has no time")));
}

TEST(ReadWorkflowTrace, refuses_workflows_that_have_not_run)
{
    EXPECT_THAT(
        problems(R"({"schemaVersion":"1.5","workflow":{"specification":{"tasks":[{"id":"a"}]}}})"),
        HasSubstr("the trace has no times"));
}

TEST(ReadWorkflowTrace, refuses_other_versions_and_other_files)
{
    EXPECT_THAT(problems(R"({"schemaVersion":"1.3"})"), HasSubstr("WfFormat 1.4 and 1.5"));
    EXPECT_THAT(problems(R"([1])"), HasSubstr("must be a JSON object"));
    EXPECT_THAT(problems(R"({"schemaVersion":"1.5","workflow":3})"),
                HasSubstr("there are no tasks"));
}

TEST(ReadWorkflowTrace, takes_the_larger_of_two_sizes_with_a_warning)
{
    auto const result = read_workflow_trace(
        R"({"schemaVersion":"1.4","workflow":{"tasks":[
        {"name":"a","runtimeInSeconds":3,"files":[{"name":"f","sizeInBytes":7,"link":"output"}]},
        {"name":"b","runtimeInSeconds":4,"files":[{"name":"f","sizeInBytes":9,"link":"input"}]}]}})",
        "w.json");
    EXPECT_FALSE(result.diagnostics.has_errors());
    EXPECT_THAT(result.diagnostics.render(), HasSubstr("file 'f' has 7 and 9 bytes"));
    EXPECT_EQ(result.trace.files[0].bytes, 9U);
}

}  // namespace
}  // namespace atl::graph

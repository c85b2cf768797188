#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/drops/app_runner.hpp"

namespace atl::drops {
namespace {

using test::failure_of;
using test::FakeAppContext;
using ::testing::HasSubstr;

constexpr auto* task = "atoll.apps.WorkflowTask";
constexpr auto* sizes = R"("files": {"x": 20})";

/// What a task of copy \p copy writes to a file called "x".
[[nodiscard]] std::string written(int copy)
{
    FakeAppContext context;
    context.set_ranks({copy});
    auto& output = context.add_output().named("x");
    EXPECT_EQ(failure_of(context, task, sizes), "");
    return output.content();
}

/// Why a task of copy 0 does not take \p content for file "x".
[[nodiscard]] std::string complaint_about(std::string content)
{
    FakeAppContext context;
    context.set_ranks({0});
    context.add_input(std::move(content)).named("x");
    return failure_of(context, task, sizes);
}

TEST(WorkflowTask, writes_as_many_bytes_as_the_graph_says)
{
    EXPECT_EQ(written(0).size(), 20U);
}

TEST(WorkflowTask, takes_what_another_task_wrote)
{
    EXPECT_EQ(complaint_about(written(0)), "");
}

TEST(WorkflowTask, refuses_a_byte_that_was_changed)
{
    auto content = written(0);
    content[13] = static_cast<char>(content[13] ^ 1);
    EXPECT_THAT(complaint_about(content), HasSubstr("input 'x' (in) is wrong from byte 13 on"));
}

TEST(WorkflowTask, refuses_the_file_of_another_copy)
{
    EXPECT_THAT(complaint_about(written(1)), HasSubstr("is wrong from byte"));
}

TEST(WorkflowTask, refuses_content_that_was_cut_off)
{
    EXPECT_THAT(complaint_about(written(0).substr(0, 19)),
                HasSubstr("has 19 bytes and must have 20"));
}

TEST(WorkflowTask, refuses_to_run_without_an_input)
{
    FakeAppContext context;
    context.add_input("").named("x").missing();
    EXPECT_THAT(failure_of(context, task, sizes), HasSubstr("input 'x' (in) is missing"));
}

TEST(WorkflowTask, leaves_drops_alone_that_are_not_among_its_files)
{
    FakeAppContext context;
    context.add_input("anything").named("event");
    auto& output = context.add_output().named("event");
    EXPECT_EQ(failure_of(context, task, sizes), "");
    EXPECT_EQ(output.content(), "");
}

TEST(WorkflowTask, fails_when_the_session_is_cancelled_meanwhile)
{
    FakeAppContext context;
    context.cancel();
    EXPECT_THAT(failure_of(context, task, R"("seconds": 60)"), HasSubstr("cancelled"));
}

TEST(WorkflowTask, needs_sizes_that_are_numbers)
{
    FakeAppContext context;
    EXPECT_THAT(failure_of(context, task, R"("files": {"x": "big"})"),
                HasSubstr("the size of file 'x' is 'big'"));
    EXPECT_THAT(failure_of(context, task, R"("files": [1])"), HasSubstr("'files'"));
}

}  // namespace
}  // namespace atl::drops

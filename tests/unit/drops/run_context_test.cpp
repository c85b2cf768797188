#include "drops/run_context.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

#include "support/drops/graph_session.hpp"
#include "support/drops/graph_text.hpp"

namespace atl::drops {
namespace {

using ::testing::ElementsAre;

/// A log that a test can read.
class TextLog final : public LogSink {
  public:
    void write(LogOrigin const& origin, LogStream /*stream*/, std::string_view bytes) override
    {
        text += std::string{origin.drop} + ":" + std::string{bytes};
    }
    void end(LogOrigin const& /*origin*/) override { text += "."; }
    std::string text;
};

/// One app with two inputs and an output, none of which has been written.
class RunContextTest : public ::testing::Test {
  protected:
    test::GraphSession session{
        test::GraphText{}
            .data("in1", test::memory, R"("name":"first")")
            .data("in2", test::memory)
            .app("g_0-3-1", "simple.NullBarrierApp", {{"in1", "x"}, {"in2", "y"}}, {{"out", "z"}})
            .data("out", test::memory)
            .json()};
    graph::Part const& part = session.part();
    RankServices services{"s", "/s", "/s/data", session.folder(), nullptr, nullptr, nullptr, {}};
    TemplateSet templates = build_templates(part, make_registry(), services, "2024-10-30");
    Contents contents{
        part,
        {templates.kinds,
         UnreadContent::keep,
         {},
         [this](std::uint32_t data) {
             return ContentRequest{{part.oid(data), "", ""}, Standing::owner, true, true, ""};
         },
         {}}};
    TextLog log;
    RunScene scene{part, templates, contents, services, &log, {}};
    RunContext context{scene, {2, 1}};
};

TEST_F(RunContextTest, shows_neighbours_in_the_order_of_the_graph)
{
    ASSERT_EQ(context.inputs().size(), 2U);
    EXPECT_EQ(context.inputs()[0]->uid(), "in1");
    EXPECT_EQ(context.inputs()[0]->name(), "first");
    EXPECT_EQ(context.inputs()[1]->port(), "y");
    EXPECT_EQ(context.outputs()[0]->uid(), "out");
}

TEST_F(RunContextTest, tells_the_index_path_as_numbers)
{
    EXPECT_THAT(context.ranks(), ElementsAre(0, 3, 1));
}

TEST_F(RunContextTest, an_input_that_was_skipped_has_no_content)
{
    contents.give_up(0);
    EXPECT_FALSE(context.inputs()[0]->available());
    EXPECT_THROW(static_cast<void>(context.inputs()[0]->read()), Error);
    EXPECT_EQ(context.inputs()[1]->read().size(), 0U);
}

TEST_F(RunContextTest, outputs_count_once_they_are_accepted)
{
    context.output("z")->write(std::as_bytes(std::span{"abc", 3}));
    EXPECT_EQ(contents.get(3).read().size(), 0U);
    context.accept_outputs();
    EXPECT_EQ(contents.get(3).read().text(), "abc");
}

TEST_F(RunContextTest, refuses_to_skip_what_is_no_output)
{
    EXPECT_EQ(context.output_index("out"), 3U);
    EXPECT_THROW(static_cast<void>(context.output_index("in1")), Error);
}

TEST_F(RunContextTest, logs_under_the_drops_uid_and_says_when_it_is_over)
{
    {
        RunContext other{scene, {2, 1}};
        other.log("hello");
    }
    EXPECT_EQ(log.text, "g_0-3-1:hello.");
}

TEST(RunContextEvents, what_a_linked_app_tells_is_neither_input_nor_output)
{
    test::GraphSession session{test::GraphText{}
                                   .app("s", "simple.SleepApp", {}, {{"h", ""}})
                                   .app("h", "simple.HelloWorldApp", {}, {{"o", ""}, {"c", ""}})
                                   .app("c", "simple.NullBarrierApp", {}, {})
                                   .data("o", test::file, R"("filepath":"o.txt")")
                                   .json()};
    session.run();
    EXPECT_EQ(session.reason("h") + session.file("o.txt"), "Hello World");
}

TEST(RunContextEvents, a_branch_chooses_between_linked_apps)
{
    test::GraphSession session{
        test::GraphText{}
            .app("b", "simple.SimpleBranch", {}, {{"yes", ""}, {"no", ""}}, R"("result":"no")")
            .app("yes", "simple.SleepApp", {}, {})
            .app("no", "simple.SleepApp", {}, {})
            .json()};
    session.run();
    EXPECT_EQ(session.state("yes"), DropState::skipped);
    EXPECT_EQ(session.state("no"), DropState::finished);
}

TEST_F(RunContextTest, is_cancelled_when_its_time_is_over)
{
    EXPECT_FALSE(context.cancelled());
    templates.time_limits.assign(part.templates.size(), std::chrono::nanoseconds{1});
    EXPECT_TRUE((RunContext{scene, {2, 1}}.cancelled()));
    templates.time_limits.assign(part.templates.size(), std::chrono::hours{1});
    EXPECT_FALSE((RunContext{scene, {2, 1}}.cancelled()));
}

}  // namespace
}  // namespace atl::drops

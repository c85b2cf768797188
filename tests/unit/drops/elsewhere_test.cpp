#include "drops/elsewhere.hpp"

#include <gmock/gmock.h>

#include "support/drops/graph_session.hpp"
#include "support/drops/graph_text.hpp"

namespace atl::drops {
namespace {

using test::GraphSession;
using test::GraphText;
using ::testing::HasSubstr;

/// hello -> memory -> copy -> \p kind, of which only hello and the memory have run.
struct Half {
    explicit Half(std::string const& kind, std::string const& more = "")
        : session(GraphText{}
                      .app("hello", "simple.HelloWorldApp", {}, {{"a", ""}})
                      .data("a", "memory.InMemoryDROP")
                      .app("copy", "simple.CopyApp", {{"a", ""}}, {{"b", ""}})
                      .data("b", kind, more)
                      .json())
    {
        static_cast<void>(session.runner().run_app(0, 1, 0));
        static_cast<void>(session.runner().publish(1));
    }

    static ElsewhereRun finished(std::vector<Payload> outputs)
    {
        ElsewhereRun run;
        run.outputs = std::move(outputs);
        run.staging = "-somewhere";
        return run;
    }

    static constexpr std::uint32_t copy = 2;
    static constexpr std::uint32_t out = 3;
    GraphSession session;
};

Payload text(std::string content)
{
    auto const owner = std::make_shared<std::string const>(std::move(content));
    return {owner, std::as_bytes(std::span{*owner})};
}

TEST(Elsewhere, inputs_are_read_and_stay)
{
    Half half{"memory.InMemoryDROP"};
    EXPECT_EQ(half.session.runner().input(1)->content.text(), "Hello World");
    EXPECT_EQ(half.session.runner().input(1)->content.text(), "Hello World");
    EXPECT_EQ(half.session.runner().input_bytes(Half::copy), 11U);
}

TEST(Elsewhere, an_input_whose_producer_failed_is_absent)
{
    Half half{"memory.InMemoryDROP"};
    half.session.runner().settled(Half::out, DropState::error);
    EXPECT_FALSE(half.session.runner().input(Half::out)->available);
}

TEST(Elsewhere, what_was_written_becomes_the_content)
{
    Half half{"memory.InMemoryDROP"};
    auto& runner = half.session.runner();
    auto const run = runner.finish_elsewhere(Half::copy, 1, Half::finished({text("there")}));
    EXPECT_EQ(run.status, AppRun::Status::finished) << run.reason;
    EXPECT_TRUE(runner.publish(Half::out).ok());
    EXPECT_EQ(half.session.content("b"), "there");
}

TEST(Elsewhere, too_few_outputs_are_a_failure_and_not_a_crash)
{
    Half half{"memory.InMemoryDROP"};
    auto const run = half.session.runner().finish_elsewhere(Half::copy, 1, Half::finished({}));
    EXPECT_EQ(run.status, AppRun::Status::failed);
    EXPECT_THAT(run.reason, HasSubstr("'copy'"));
}

TEST(Elsewhere, a_failure_keeps_its_reason)
{
    Half half{"memory.InMemoryDROP"};
    ElsewhereRun tried;
    tried.status = AppRun::Status::failed;
    tried.exit_code = 3;
    tried.reason = "drop 'copy': no";
    auto const run = half.session.runner().finish_elsewhere(Half::copy, 1, tried);
    EXPECT_EQ(run.reason, "drop 'copy': no");
    EXPECT_EQ(run.exit_code, 3);
}

TEST(Elsewhere, apps_that_write_into_folders_stay)
{
    EXPECT_FALSE(
        Half("directory.DirectoryDROP", R"("dirname":"d")").session.runner().may_run_elsewhere(2));
    EXPECT_TRUE(Half("memory.InMemoryDROP").session.runner().may_run_elsewhere(2));
}

}  // namespace
}  // namespace atl::drops

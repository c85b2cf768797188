#include "drops/shell/child_process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "atoll/core/error.hpp"

#include "support/drops/graph_session.hpp"
#include "support/drops/graph_text.hpp"

namespace atl::drops {
namespace {

using std::chrono::milliseconds;

milliseconds limit(std::string const& body)
{
    return time_limit_of(graph::DropSpec::parse(body));
}

TEST(ChildProcessTest, reads_time_limits_in_seconds)
{
    EXPECT_EQ(limit("{}"), milliseconds{0});
    EXPECT_EQ(limit(R"({"max_runtime":"1.5"})"), milliseconds{1500});
    EXPECT_EQ(limit(R"({"time_limit":20})"), milliseconds{20000});
    EXPECT_THROW(static_cast<void>(limit(R"({"time_limit":"soon"})")), Error);
    EXPECT_THROW(static_cast<void>(limit(R"({"time_limit":-1})")), Error);
}

TEST(ChildProcessTest, a_command_with_a_nul_character_fails_the_drop)
{
    test::GraphSession session{
        test::GraphText{}
            .data("t", test::memory, R"("fields":[{"name":"pydata","value":"\u0000"}])")
            .app("sh",
                 test::bash,
                 {{"t", "x"}},
                 {{"m", ""}},
                 R"("command":"echo {x}","applicationArgs":{)" +
                     test::port("x", "InputPort", "utf-8") + "}")
            .data("m", test::memory)
            .json()};
    session.run();
    EXPECT_THAT(session.reason("sh"), ::testing::HasSubstr("holds a NUL character"));
    EXPECT_EQ(session.state("m"), DropState::error);
}

TEST(ChildProcessTest, says_that_a_program_is_not_there)
{
    test::GraphSession session{
        test::GraphText{}
            .app("p", "atoll.apps.Process", {}, {{"m", ""}}, R"("command":"no-such-program")")
            .data("m", test::memory)
            .json()};
    session.run();
    EXPECT_THAT(session.reason("p"), ::testing::HasSubstr("no-such-program"));
    EXPECT_EQ(session.state("m"), DropState::error);
}

TEST(ChildProcessTest, names_the_signal_that_ended_a_command)
{
    test::GraphSession session{
        test::GraphText{}.app("p", test::bash, {}, {}, R"("command":"kill -9 $$")").json()};
    session.run();
    EXPECT_THAT(session.reason("p"), ::testing::HasSubstr("signal 9"));
}

}  // namespace
}  // namespace atl::drops
